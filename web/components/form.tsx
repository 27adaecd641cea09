import { type ComponentChildren, createContext } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Sentence by field name, for the fields of the form around. */
export const WrongFields = createContext<Record<string, string>>({});

export const sentenceOf = (error: unknown): string =>
  error instanceof Problem ? error.message : say.unexpected;

interface Props {
  /** Gets the values by field name; what it throws is shown. */
  action(values: Record<string, string>): Promise<unknown>;
  /** Runs at each attempt, before the fields are looked at. */
  onAttempt?: () => void;
  submit: string;
  danger?: boolean;
  labelledBy?: string | undefined;
  /** The field that gets the focus when the refusal names none. */
  blame?: string;
  /** What is long and comes before the fields: a refusal is shown after it, next to what must be mended. */
  lead?: ComponentChildren;
  children?: ComponentChildren;
  /** Nothing can be submitted any more. */
  closed?: boolean;
  /** Buttons beside the one that submits. */
  beside?: ComponentChildren;
}

export function Form({
  action,
  onAttempt,
  submit,
  danger = false,
  labelledBy,
  blame,
  closed,
  lead,
  children,
  beside,
}: Props) {
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState('');
  const [refused, setRefused] = useState(0);
  const alert = useId();

  useEffect(() => {
    const fields = form.current;
    const first = fields?.querySelector<HTMLInputElement>('[aria-invalid=true]');
    const blamed =
      refusal && blame ? fields?.querySelector<HTMLInputElement>(`[name=${blame}]:enabled`) : null;
    const field = first ?? blamed;
    if (field) {
      // Where the reason stands further up, the reason is what must be seen.
      field.focus({ preventScroll: refusal !== '' });
      if (field.type !== 'radio') field.select();
    } else if (refusal) summary.current?.focus();
    summary.current?.scrollIntoView({ block: 'nearest' });
  }, [refused]);

  /** What is being mended is no longer called wrong, and its hint returns. */
  function onInput({ target }: Event) {
    if (target instanceof HTMLInputElement && wrong[target.name]) {
      const { [target.name]: _, ...others } = wrong;
      setWrong(others);
    }
  }

  async function onSubmit(event: Event) {
    event.preventDefault();
    const element = form.current;
    if (running.current || !element) return;
    onAttempt?.();
    const invalid = invalidFields(element);
    setWrong(invalid);
    setRefusal('');
    if (Object.keys(invalid).length > 0) return setRefused(count => count + 1);
    running.current = true;
    setBusy(true);
    try {
      await action(Object.fromEntries(new FormData(element)) as Record<string, string>);
    } catch (error) {
      if (error instanceof Withdrawn) return;
      const fields = error instanceof Problem ? knownFields(element, error) : {};
      setWrong(fields);
      setRefused(count => count + 1);
      if (Object.keys(fields).length === 0) setRefusal(sentenceOf(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return (
    <WrongFields.Provider value={wrong}>
      <form
        ref={form}
        noValidate
        onSubmit={onSubmit}
        onInput={onInput}
        aria-labelledby={labelledBy}
        aria-busy={busy}
      >
        {lead}
        {refusal && (
          <Notice tone="wrong" id={alert} box={summary}>
            {refusal}
          </Notice>
        )}
        {children}
        <div class="buttons">
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy} disabled={closed}>
            {submit}
          </Button>
          {beside}
        </div>
      </form>
    </WrongFields.Provider>
  );
}

function invalidFields(form: HTMLFormElement): Record<string, string> {
  const inputs = [...form.elements].filter(element => element instanceof HTMLInputElement);
  return Object.fromEntries(
    inputs
      .filter(input => !input.validity.valid)
      .map(input => [input.name, input.dataset.wrong ?? say.fieldNeeded]),
  );
}

/** A refusal that names only fields that this form does not have is shown above the form instead. */
function knownFields(form: HTMLFormElement, { code, message, fields }: Problem): Record<string, string> {
  const password = form.querySelector<HTMLInputElement>('[autocomplete=new-password]');
  if (code === 'PASSWORD_UNACCEPTABLE' && password) return { [password.name]: message };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => form.elements.namedItem(name)));
}
