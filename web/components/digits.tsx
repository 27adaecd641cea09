/** Digits to be typed elsewhere: large, in groups for the eye, one by one for the ear. */
export function Digits({ label, digits }: { label: string; digits: string }) {
  const half = digits.length > 4 ? Math.ceil(digits.length / 2) : digits.length;
  return (
    <p class="digits" data-digits={digits}>
      <span class="unseen">
        {label}: {[...digits].join(' ')}
      </span>
      <span aria-hidden="true">{digits.slice(0, half)}</span>
      {digits.length > half && <span aria-hidden="true">{digits.slice(half)}</span>}
    </p>
  );
}
