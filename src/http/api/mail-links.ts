import * as z from 'zod';
import { token } from '../../core/inputs.ts';
import { finishPasswordReset } from '../../core/password-reset/finish.ts';
import { newPasswordByLinkInput, passwordResetInput } from '../../core/password-reset/input.ts';
import { requestPasswordReset } from '../../core/password-reset/request.ts';
import { confirmAddress } from '../../core/people/confirm-address.ts';
import { operation } from './operation.ts';

/** What the links of mails are redeemed with: by a POST of the page behind the link, never by opening it (D10). */
export const mailLinkOperations = [
  operation({
    method: 'post',
    path: '/api/password-reset',
    name: 'PasswordReset.Request',
    summary:
      'Mails a link for a new password to the address of the account, if there is such a person. The answer never tells.',
    needs: 'anyone',
    input: passwordResetInput,
    output: z.object({}),
    handle: ({ context }, who) => requestPasswordReset(context, who),
  }),
  operation({
    method: 'post',
    path: '/api/password-reset/finish',
    name: 'PasswordReset.Finish',
    summary:
      'Sets a new password with a mailed link and ends every session of the person. Signs nobody in; MFA stays as it is.',
    needs: 'anyone',
    input: newPasswordByLinkInput,
    output: z.object({}),
    handle: ({ context }, { token, newPassword }) => finishPasswordReset(context, token, newPassword),
  }),
  operation({
    method: 'post',
    path: '/api/address/confirm',
    name: 'Address.Confirm',
    summary: 'Confirms an e-mail address with the link that was mailed to it.',
    needs: 'anyone',
    input: z.strictObject({ token }),
    output: z.object({ address: z.string() }),
    handle: ({ context }, { token }) => confirmAddress(context, token),
  }),
];
