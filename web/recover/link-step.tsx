import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { isUseless } from '../components/link-problem.ts';
import { UselessLink } from '../components/useless-link.tsx';
import * as say from '../messages.ts';
import type { AfterLink } from '../recovery-types.ts';

interface Props {
  token: string;
  /** The link is of no use any more, in this browser or any other. */
  onSpent: () => void;
  /** It was opened where the sign-in began. */
  onHere: () => void;
}

/**
 * What the link of the mail shows. Opening it changes nothing, because mail scanners open links: somebody has to press a
 * button. In another browser than the one that signs in, somebody also has to know what stands there.
 */
export function LinkStep({ token, onSpent, onHere }: Props) {
  const [at, setAt] = useState<'ask' | AfterLink['next'] | 'useless'>('ask');

  async function redeem(matchNumber?: string) {
    try {
      const { next } = await post<AfterLink>('/api/recovery/link', { token, matchNumber });
      if (next === 'phone') return onHere();
      if (next === 'elsewhere') onSpent();
      setAt(next);
    } catch (error) {
      if (!isUseless(error)) throw error;
      onSpent();
      setAt('useless');
    }
  }

  if (at === 'useless') return <UselessLink why={say.linkUseless} />;
  if (at === 'elsewhere') {
    return (
      <>
        <Heading>{say.elsewhereTitle}</Heading>
        <p>{say.elsewhereHelp}</p>
      </>
    );
  }
  if (at === 'match-number') {
    return (
      <>
        <Heading>{say.matchTitle}</Heading>
        <p>{say.matchHelp}</p>
        <Form
          submit={say.matchGo}
          blame="matchNumber"
          action={({ matchNumber = '' }) => redeem(matchNumber.trim())}
        >
          <Field
            name="matchNumber"
            label={say.matchLabel}
            hint={say.matchHint}
            wrong={say.matchNeeded}
            class="code"
            pattern="\s*[0-9]{4}\s*"
            inputMode="numeric"
            autocomplete="off"
            maxLength={6}
            focus
          />
        </Form>
      </>
    );
  }
  return (
    <>
      <Heading quiet>{say.linkPageTitle}</Heading>
      <p>{say.linkPageIntro}</p>
      <Form submit={say.linkPageGo} action={() => redeem()} />
      <p class="hint">{say.linkPageNo}</p>
    </>
  );
}
