import { useId } from 'preact/hooks';
import { post } from '../api.ts';
import type { Step } from '../api-types.ts';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { NewPasswordField } from '../components/new-password-field.tsx';
import * as say from '../messages.ts';
import type { Who } from './remembered.ts';
import { StartOver } from './start-over.tsx';
import { WhoChip } from './who-chip.tsx';

interface Props {
  who: Who | undefined;
  onStep: (step: Step) => unknown;
  onRefused: (error: unknown) => void;
  onStartOver: () => void;
}

export function NewPasswordStep({ who, onStep, onRefused, onStartOver }: Props) {
  const heading = useId();
  async function choose({ newPassword }: Record<string, string>) {
    try {
      await onStep(await post<Step>('/api/sign-in/new-password', { newPassword }));
    } catch (error) {
      onRefused(error);
      throw error;
    }
  }
  return (
    <>
      <Heading id={heading}>{say.newPasswordTitle}</Heading>
      <p>{say.newPasswordIntro}</p>
      <Form submit={say.saveAndContinue} labelledBy={heading} blame="newPassword" action={choose}>
        {who && <WhoChip who={who} />}
        <NewPasswordField name="newPassword" label={say.newPassword} focus />
      </Form>
      <StartOver onStartOver={onStartOver} />
    </>
  );
}
