/**
 * Text with its links to this gateway made to be clicked. Others stay text: a mail quotes what people typed, and
 * nobody should be led away by what somebody named a device.
 */
export function Linked({ text }: { text: string }) {
  return <>{text.split(/(https?:\/\/[^\s<>"]+)/).map(part => (isOwn(part) ? <Link of={part} /> : part))}</>;
}

/** The dot that ends a sentence is not part of the link. */
function Link({ of }: { of: string }) {
  const address = of.replace(/[.,;:!?)]+$/, '');
  return (
    <>
      <a href={address}>{address}</a>
      {of.slice(address.length)}
    </>
  );
}

function isOwn(part: string): boolean {
  return /^https?:/.test(part) && URL.parse(part)?.origin === location.origin;
}
