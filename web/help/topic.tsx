import { Commands } from '../components/commands.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { Part, Topic as Words } from '../messages-help.ts';

export function Topic({ id, title, parts }: Words) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {parts.map((part, place) => (
        <Shown key={place} part={part} />
      ))}
    </section>
  );
}

function Shown({ part }: { part: Part }) {
  if (typeof part === 'string') return <p>{part}</p>;
  if ('heading' in part) return <h3>{part.heading}</h3>;
  if ('important' in part) {
    return (
      <Notice tone="info" title={say.important}>
        {part.important}
      </Notice>
    );
  }
  if ('commands' in part) {
    return (
      <Commands>{part.commands.map(line => fill(line, { origin: location.origin })).join('\n')}</Commands>
    );
  }
  if ('steps' in part) return <ol>{itemsOf(part.steps)}</ol>;
  if ('list' in part) return <ul>{itemsOf(part.list)}</ul>;
  return (
    <ul>
      {part.links.map(([href, label]) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}

const itemsOf = (sentences: string[]) => sentences.map(sentence => <li key={sentence}>{sentence}</li>);
