import { Fragment } from 'preact';

/** Lines of a document that are read, not written, with their numbers. */
export function NumberedText({ text, first = 1 }: { text: string; first?: number }) {
  return (
    <pre class="numbered-text">
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

export const linesOf = (text: string, first: number, last: number): string =>
  text
    .split('\n')
    .slice(first - 1, last)
    .join('\n');
