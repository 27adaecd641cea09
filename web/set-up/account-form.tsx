import { useId } from 'preact/hooks';
import { post } from '../api.ts';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { NewPasswordField } from '../components/new-password-field.tsx';
import { ALIAS, EMAIL, PHONE } from '../components/patterns.ts';
import * as say from '../messages.ts';
import { forgetToken } from '../one-time-token.ts';
import { leaveFor } from '../page.tsx';

export function AccountForm({ token }: { token: string }) {
  const heading = useId();
  async function create({ email = '', password = '', phone = '', alias = '' }: Record<string, string>) {
    await post('/api/set-up', {
      token,
      email: email.trim(),
      password,
      // People write phone numbers with spaces, brackets and dashes; the standard does not.
      phone: phone.replace(/[\s().\-/]/g, ''),
      ...(alias.trim() ? { alias: alias.trim() } : {}),
    });
    forgetToken();
    return leaveFor('/credentials#assign');
  }
  return (
    <>
      <Heading id={heading} quiet>
        {say.setUpTitle}
      </Heading>
      <p>{say.setUpIntro}</p>
      <Form submit={say.createAccount} labelledBy={heading} action={create}>
        <Field
          name="email"
          label={say.email}
          hint={say.setUpEmailHint}
          wrong={say.emailNeeded}
          type="email"
          pattern={EMAIL}
          maxLength={254}
          autocomplete="username"
          focus
        />
        <NewPasswordField name="password" label={say.password} />
        <Field
          name="phone"
          label={say.phone}
          hint={say.phoneHint}
          wrong={say.phoneNeeded}
          type="tel"
          pattern={PHONE}
          autocomplete="tel"
        />
        <Field
          name="alias"
          label={say.aliasOptional}
          hint={say.aliasHint}
          wrong={say.aliasRule}
          pattern={ALIAS}
          required={false}
          maxLength={63}
          autocomplete="off"
        />
      </Form>
    </>
  );
}
