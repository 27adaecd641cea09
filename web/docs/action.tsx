import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages-docs.ts';
import { CodeBlock, JsonBlock } from './code-block.tsx';
import { Parameters } from './parameters.tsx';
import { type Described, exampleOf, inputOf } from './reference.ts';
import { rowsOf } from './rules.ts';

/** One action, whole: what it does, what it takes, how it is called and what comes back. */
export function Action({ described, quiet }: { described: Described; quiet: boolean }) {
  const {
    operationId,
    summary,
    description,
    externalDocs,
    security,
    'x-codeSamples': samples = [],
  } = described;
  const rows = rowsOf(inputOf(described));
  const takesFile = described.parameters !== undefined;
  const opens = (scheme: string) => security.some(one => scheme in one);
  const closed = !opens('session') ? say.signedOnly : opens('signature') ? say.consoleOnly : say.browserOnly;
  return (
    <article class="reference">
      <Heading quiet={quiet}>{operationId}</Heading>
      <p class="address mono">POST /api/actions/{operationId}</p>
      <p>{summary}</p>
      {description && (
        <Notice tone="info" title={say.important}>
          {description}
        </Notice>
      )}
      {!opens('key') && <Notice tone="info">{closed}</Notice>}
      {externalDocs && (
        <p>
          <a href={externalDocs.url}>{externalDocs.description}</a>
        </p>
      )}
      <h2>{say.parameters}</h2>
      {takesFile && <p>{say.fileParameters}</p>}
      {rows.length > 0 ? <Parameters rows={rows} /> : <p>{say.noParameters}</p>}
      {samples.length > 0 && <h2>{say.request}</h2>}
      {samples.map(({ label, source }) => (
        <CodeBlock
          key={operationId + label}
          title={label}
          text={source}
          hint={source.includes('--aws-sigv4') && say.signedHint}
        />
      ))}
      <h2>{say.answer}</h2>
      <JsonBlock key={`${operationId}-200`} title={say.success} value={exampleOf(described, '200')} />
      <JsonBlock key={`${operationId}-400`} title={say.refusal} value={exampleOf(described, '400')} />
    </article>
  );
}
