import { Heading } from '../components/heading.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-docs.ts';
import { CodeBlock, JsonBlock } from './code-block.tsx';
import { exampleOf, type Reference } from './reference.ts';

/** The action that is shown as the example of all. */
const SHOWN = 'ResyncMFADevice';

export function Overview({ reference, quiet }: { reference: Reference; quiet: boolean }) {
  const { actions, errors, origin } = reference;
  const shown = actions.find(({ operationId }) => operationId === SHOWN);
  return (
    <article class="reference">
      <Heading quiet={quiet}>{say.title}</Heading>
      <p>{say.intro}</p>
      <h2>{say.howToCall}</h2>
      <p>{say.howToCallText}</p>
      <dl>
        {say.ways.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fill(text, { origin })}</dd>
          </div>
        ))}
      </dl>
      {shown?.['x-codeSamples']?.slice(0, 1).map(({ label, source }) => (
        <CodeBlock key={label} title={label} text={source} />
      ))}
      <h2>{say.answers}</h2>
      <p>{say.answersText}</p>
      {shown && <JsonBlock title={say.success} value={exampleOf(shown, '200')} />}
      {shown && <JsonBlock title={say.refusal} value={exampleOf(shown, '400')} />}
      <h2>{say.errorCodes}</h2>
      <p>{say.errorCodesText}</p>
      <table class="parameters">
        <thead>
          <tr>
            <th scope="col">{say.code}</th>
            <th scope="col">{say.status}</th>
            <th scope="col">{say.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ code, status, message }) => (
            <tr key={code}>
              <th scope="row" class="mono">
                {code}
              </th>
              <td>{status}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="/openapi.json">{say.document}</a>
      </p>
    </article>
  );
}
