import * as z from 'zod';
import { success } from '../../core/audit/event.ts';
import { requestOptions } from '../../core/fido/responses.ts';
import { typedPassword } from '../../core/inputs.ts';
import { arnOf, displayName } from '../../core/people/person.ts';
import { missingFor, reachesApplications } from '../../core/policy/decide.ts';
import { administers, type SessionPrincipal } from '../../core/policy/principal.ts';
import type { Context } from '../../core/ports.ts';
import type { LostDevice } from '../../core/recovery/recovery.ts';
import { Refusal } from '../../core/refusal.ts';
import {
  beginStepUpByKey,
  type SteppedUp,
  stepUpByCode,
  stepUpByKey,
  stepUpByPassword,
} from '../../core/session/step-up.ts';
import { codeInput, deviceInput, keyInput, nothing, step } from '../../core/sign-in/input.ts';
import { listDevices } from '../../core/sign-in/step.ts';
import { type Exchange, sessionOperation } from './operation.ts';

const level = z.enum(['password', 'recovered', 'mfa']);
const iso = (time: number) => new Date(time).toISOString();

/** Who is signed in, and how. */
export const sessionView = z.object({
  person: z.object({
    kind: z.enum(['owner', 'user']),
    name: z.string(),
    userName: z.string().optional(),
    email: z.string().optional(),
    accountId: z.string(),
    accountAlias: z.string().optional(),
    arn: z.string(),
    administrator: z.boolean().describe('May act on the users of the account.'),
  }),
  level,
  amr: z.array(z.string()).describe('RFC 8176'),
  signedInAt: z.iso.datetime(),
  provedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  must: z
    .enum(['enrol', 'step-up'])
    .nullable()
    .describe('What the session still has to show: a device to assign, or a proof with one.'),
  reachesApplications: z
    .boolean()
    .describe('Whether the applications behind the gateway should let the person in.'),
  recovered: z
    .object({
      lostKind: z.enum(['virtual', 'hardware', 'fido']).nullable(),
      lostSerialNumber: z.string().nullable(),
      supportContact: z.string().nullable(),
    })
    .nullable()
    .describe('Set at level recovered: the device that the person said is lost.'),
});

/** A person who has a device is asked for it even where the account only recommends MFA. */
function owedBy(principal: SessionPrincipal): SessionView['must'] {
  if (missingFor(principal) === 'EnrolmentRequired') return 'enrol';
  return principal.session.level === 'password' && principal.devices > 0 ? 'step-up' : null;
}

export type SessionView = z.output<typeof sessionView>;

export function showSession(principal: SessionPrincipal, lost?: LostDevice): SessionView {
  const { person, account, session } = principal;
  return {
    person: {
      kind: person.kind,
      name: displayName(person),
      ...(person.userName !== undefined && { userName: person.userName }),
      ...(person.email !== undefined && { email: person.email }),
      accountId: account.id,
      ...(account.alias !== undefined && { accountAlias: account.alias }),
      arn: arnOf(person),
      administrator: administers(person),
    },
    level: session.level,
    amr: [...session.amr],
    signedInAt: iso(session.signedInAt),
    provedAt: iso(session.provedAt),
    expiresAt: iso(session.expiresAt),
    must: owedBy(principal),
    reachesApplications: reachesApplications(principal),
    recovered:
      session.level === 'recovered'
        ? {
            lostKind: lost?.kind ?? null,
            lostSerialNumber: lost?.serialNumber ?? null,
            supportContact: account.supportContact ?? null,
          }
        : null,
  };
}

/** Only for the few who are in without their device: the session check itself stays one query. */
export async function lostDevice({ store }: Context, { session }: SessionPrincipal) {
  return session.level === 'recovered' ? store.lostDeviceOf(session.id) : undefined;
}

const steppedUp = z.object({ level, provedAt: z.iso.datetime() });

function renewed(exchange: Exchange, result: SteppedUp | Refusal) {
  if (result instanceof Refusal) return result;
  exchange.setSession(result.sessionToken);
  return { level: result.level, provedAt: iso(result.provedAt) };
}

export const sessionOperations = [
  sessionOperation({
    method: 'get',
    path: '/api/session',
    name: 'Session.Show',
    summary: 'Who is signed in, and how.',
    output: sessionView,
    handle: async ({ context }, principal) => showSession(principal, await lostDevice(context, principal)),
  }),
  sessionOperation({
    method: 'post',
    path: '/api/session/sign-out',
    name: 'Session.SignOut',
    summary: 'Ends this session, at once and on every node.',
    input: nothing,
    output: z.object({}),
    async handle(exchange, { person, session }) {
      const subject = { accountId: person.accountId, actorId: person.id, resource: session.id };
      await exchange.context.store.endSession(
        person.id,
        session.id,
        success(exchange.context, 'SignOut', subject),
      );
      exchange.clearSession();
      return {};
    },
  }),
  sessionOperation({
    method: 'get',
    path: '/api/session/step-up',
    name: 'StepUp.Ways',
    summary: 'What the person can prove with.',
    output: z.discriminatedUnion('with', [
      z.object({ with: z.literal('password') }),
      z.object({ with: z.literal('mfa'), devices: step.options[0].shape.devices }),
    ]),
    async handle({ context }, { person }) {
      const devices = await context.store.devicesOf(person.id);
      return devices.length === 0 ? { with: 'password' } : { with: 'mfa', devices: listDevices(devices) };
    },
  }),
  sessionOperation({
    method: 'post',
    path: '/api/session/step-up/password',
    name: 'StepUp.Password',
    summary: 'A fresh proof by password, for a person without a device.',
    input: z.strictObject({ password: typedPassword }),
    output: steppedUp,
    handle: async (exchange, principal, { password }) =>
      renewed(exchange, await stepUpByPassword(exchange.context, principal, password)),
  }),
  sessionOperation({
    method: 'post',
    path: '/api/session/step-up/code',
    name: 'StepUp.Code',
    summary: 'A fresh proof by a code of a TOTP device.',
    input: codeInput,
    output: steppedUp,
    handle: async (exchange, principal, { serialNumber, code }) =>
      renewed(exchange, await stepUpByCode(exchange.context, principal, serialNumber, code)),
  }),
  sessionOperation({
    method: 'post',
    path: '/api/session/step-up/key/options',
    name: 'StepUp.KeyOptions',
    summary: 'Starts a fresh proof by a FIDO device.',
    input: deviceInput,
    output: requestOptions,
    handle: async ({ context }, principal, { serialNumber }) =>
      beginStepUpByKey(context, principal, serialNumber),
  }),
  sessionOperation({
    method: 'post',
    path: '/api/session/step-up/key',
    name: 'StepUp.Key',
    summary: 'A fresh proof by the assertion of a FIDO device.',
    input: keyInput,
    output: steppedUp,
    handle: async (exchange, principal, { credential }) =>
      renewed(exchange, await stepUpByKey(exchange.context, principal, credential)),
  }),
];
