import * as say from '../messages-docs.ts';
import type { Row } from './rules.ts';

export function Parameters({ rows }: { rows: Row[] }) {
  return (
    <table class="parameters">
      <thead>
        <tr>
          <th scope="col">{say.parameter}</th>
          <th scope="col">{say.type}</th>
          <th scope="col">{say.rule}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, type, required, rule }) => (
          <tr key={name}>
            <th scope="row" class="mono">
              {name}
            </th>
            <td>
              {type}
              <small class={required ? 'must' : ''}>{required ? say.required : say.optional}</small>
            </td>
            <td>{rule}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
