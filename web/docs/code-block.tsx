import type { ComponentChildren } from 'preact';
import { Commands } from '../components/commands.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-docs.ts';

export function CodeBlock({ title, text, hint }: { title: string; text: string; hint?: ComponentChildren }) {
  return (
    <section class="code-block">
      <header>
        <h3>{title}</h3>
        <CopyButton text={text} label={fill(say.copyWhat, { what: title })} />
      </header>
      <Commands>{text}</Commands>
      {hint && <p class="hint">{hint}</p>}
    </section>
  );
}

export function JsonBlock({ title, value }: { title: string; value: unknown }) {
  return <CodeBlock title={title} text={JSON.stringify(value, null, 2)} />;
}
