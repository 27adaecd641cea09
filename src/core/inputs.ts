import * as z from 'zod';

/**
 * Shapes that several use cases share. `[\w+=,.@-]` is the alphabet of AWS names; the lengths are those of
 * aws-query-contract.md section 3.
 */
export const newUserName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, 'Use 1 to 64 letters, digits or any of +=,.@_- without spaces.')
  .describe('1 to 64 letters, digits or any of _+=,.@- without spaces.');
export const existingUserName = z
  .string()
  .regex(/^[\w+=,.@-]{1,128}$/, 'This is not a user name.')
  .describe('The name of a user: letters and digits without spaces, and any of _+=,.@-');
export const path = z
  .string()
  .max(512, 'Use at most 512 characters.')
  .regex(/^\/(?:[!-.0-~]+\/)*$/, 'A path begins and ends with /, and has no spaces and no two / in a row.');
export const pathPrefix = z.string().regex(/^\/[!-~]{0,511}$/, 'This is not the beginning of a path.');
export const serialNumber = z
  .string()
  .regex(/^[\w+=/:,.@-]{9,256}$/, 'This is not a serial number.')
  .describe('Names the device: letters and digits without spaces, and any of _+=,.@-:/');
/**
 * Six digits, or eight on the tokens that show eight; apps show them in groups, so spaces are ignored. ASCII only:
 * `\d` without the u flag, so full-width digits do not pass.
 */
export const code = z
  .string()
  .max(32)
  .overwrite(typed => typed.replaceAll(' ', ''))
  .regex(/^\d{6}(\d\d)?$/, 'Type the digits that the device shows.');
export const accountAlias = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/,
    'Use 3 to 63 lower-case letters, digits and single hyphens.',
  )
  .refine(alias => !/^\d{12}$/.test(alias), 'An alias cannot look like an account ID.');
/** One mailbox, never a list or a header (security.md D8). */
export const email = z.email('This is not an e-mail address.').max(254);
/** E.164. */
export const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'Write the number with its country code, like +493012345678.');
/** What was typed as an existing password; rules apply to new ones only. */
export const typedPassword = z.string().min(1, 'Type the password.').max(1024);
/**
 * Control characters, line and paragraph separators would forge lines in logs and mails; what nobody sees would make two
 * names look alike. Joiners stand between what they join: the parts of an emoji, letters of Persian and Malayalam.
 */
export const deviceName = z
  .string()
  .trim()
  .regex(/^[\s\S]{1,64}$/u, 'Use 1 to 64 characters.')
  .refine(
    name => /^(?:[^\p{C}\p{Zl}\p{Zp}]|(?<=[^\p{C}\p{Z}])[\u200c\u200d](?=[^\p{C}\p{Z}]))*$/u.test(name),
    'Leave out line breaks, control characters and others that cannot be shown.',
  );
/** A line for people: "Help desk, +49 30 901820". */
export const supportContact = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u, 'Use 1 to 200 characters in one line.');
/** Labels, as AWS has them. */
export const tagKey = z
  .string()
  .regex(
    /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
    'Use 1 to 128 letters, digits, spaces or any of _.:/=+-@ for a key.',
  );
export const tags = z
  .array(
    z.strictObject({
      Key: tagKey,
      Value: z
        .string()
        .regex(
          /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
          'Use up to 256 letters, digits, spaces or any of _.:/=+-@ for a value.',
        ),
    }),
  )
  .max(50, 'A device can have 50 tags.');
export const token = z.string().regex(/^[\w-]{43}$/, 'This is not a token.');
