import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { signOut } from './act.ts';
import { tell } from './told.tsx';

export function PersonMenu({ person }: { person: Session['person'] }) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const title = person.kind === 'owner' ? (person.accountAlias ?? person.accountId) : person.name;

  useEffect(() => {
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.contains(document.activeElement)) return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', onEscape);
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('keydown', onEscape);
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, []);

  const leave = (everywhere: boolean) => signOut(everywhere).catch(error => tell(sentenceOf(error)));

  return (
    <div class="person" ref={menu}>
      <button
        type="button"
        ref={button}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span class="person-name">{title}</span>
        <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
          <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.750" />
        </svg>
      </button>
      <div class="menu" id={id} hidden={!open}>
        <p>
          <strong>{person.name}</strong>
          <small>
            {say.account} {person.accountId}
          </small>
        </p>
        <a href="/credentials">{say.mySecurityCredentials}</a>
        <a href="/help">{say.help}</a>
        <a href="/docs">{say.apiReference}</a>
        <button type="button" onClick={() => leave(false)}>
          {say.signOut}
        </button>
        <button type="button" onClick={() => leave(true)}>
          {say.signOutEverywhere}
        </button>
      </div>
    </div>
  );
}
