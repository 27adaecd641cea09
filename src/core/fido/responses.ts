import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import * as z from 'zod';

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/);

const common = {
  /** At most 1023 bytes (WebAuthn section 7.1 step 25). */
  id: base64url(1364),
  rawId: base64url(1364),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(32).nullish(),
  /** Never read: an extension may not raise anything (security.md R13). */
  clientExtensionResults: z.unknown(),
};

/** RegistrationResponseJSON of WebAuthn Level 3 section 5.1.8.1; what newer browsers add is dropped. */
export const registrationResponse = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(8192),
    attestationObject: base64url(49_152),
    transports: z.array(z.string().max(32)).max(10).optional(),
  }),
});

/** AuthenticationResponseJSON of WebAuthn Level 3 section 5.1.8.2. */
export const authenticationResponse = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(8192),
    authenticatorData: base64url(8192),
    signature: z
      .string()
      .max(8192)
      .regex(/^[\w-]*$/),
    userHandle: base64url(128).nullish(),
  }),
});

export type RegistrationResponse = z.output<typeof registrationResponse>;
export type AuthenticationResponse = z.output<typeof authenticationResponse>;

/** What goes to the browser; the library makes it and the browser's own API takes it. */
export const creationOptions = z
  .custom<PublicKeyCredentialCreationOptionsJSON>()
  .describe('PublicKeyCredentialCreationOptionsJSON of WebAuthn Level 3 section 5.1.8.3');
export const requestOptions = z
  .custom<PublicKeyCredentialRequestOptionsJSON>()
  .describe('PublicKeyCredentialRequestOptionsJSON of WebAuthn Level 3 section 5.1.8.4');
