import { Fragment } from 'preact';

/** Lines of a document that are read, not written, with their numbers. */
export function NumberedText({ text, first = 1 }: { text: string; first?: number }) {
  return (
    // What scrolls is scrolled by the keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <pre class="numbered-text" tabIndex={0}>
      {text.split('\n').map((line, index) => (
        <Fragment key={first + index}>
          <span class="number" aria-hidden="true">
            {first + index}
          </span>
          <code>{line || ' '}</code>
        </Fragment>
      ))}
    </pre>
  );
}

/** A part of a document, as far to the left as it goes. */
export function linesOf(text: string, first: number, last: number): string {
  const lines = text.split('\n').slice(first - 1, last);
  const indented = lines.filter(line => line.trim()).map(line => line.search(/\S/));
  const least = Math.min(...indented);
  return lines.map(line => line.slice(least)).join('\n');
}
