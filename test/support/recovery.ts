import { type Answer, Client } from './client.ts';
import type { Step } from './contract.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import { noticesTo } from './outbox.ts';
import type { Person } from './people.ts';

/** What `GET /api/recovery` says, as far as tests read it. */
export interface RecoveryState {
  offered: boolean;
  why: string | null;
  until: string | null;
  supportContact: string | null;
  mailTo: string | null;
  phone: string | null;
  state: 'mail' | 'phone' | 'verified' | 'waiting' | null;
  mail: { delivery: string; matchNumber: string; resendAt: string | null } | null;
  call: { state: string; digits: string | null; callAgainAt: string | null } | null;
  callAt: string | null;
  readyAt: string | null;
}

export interface SimulatedCall {
  id: string;
  number: string;
  mode: string;
  purpose: string;
  state: string;
  said: string[];
}

/** Calls and messages of the simulated phone, the newest first. */
export async function calls(gateway: Gateway): Promise<SimulatedCall[]> {
  const answer = await new Client(gateway).get<{ calls: SimulatedCall[] }>('/dev/phone.json');
  return data(answer).calls;
}

export async function lastCall(gateway: Gateway): Promise<SimulatedCall> {
  const [call] = await calls(gateway);
  if (call === undefined) throw new Error('nothing rings');
  return call;
}

type Key = 'answer' | 'decline' | 'hang-up' | 'voicemail' | 'digits';

/** A hand on the simulated phone. */
export function press(gateway: Gateway, id: string, key: Key, input: object = {}): Promise<Answer> {
  return new Client(gateway).post(`/dev/phone/${id}/${key}`, input);
}

/** Picks up, listens until the question is over, and keys the digits in. */
export async function keyIn(gateway: Gateway, digits: string): Promise<void> {
  const { id } = await lastCall(gateway);
  data(await press(gateway, id, 'answer'));
  while ((await lastCall(gateway)).state === 'answered') await pause(100);
  // Nobody types six digits in less.
  await pause(700);
  await press(gateway, id, 'digits', { digits });
}

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Verifies the number that the person has, by the simulated phone. */
export async function verifyPhone(
  gateway: Gateway,
  { client }: Pick<Person, 'client'>,
  PhoneNumber?: string,
) {
  const begun = data(
    await client.action<{ VerificationId: string; Digits: string }>('BeginPhoneVerification', {
      ...(PhoneNumber && { PhoneNumber }),
    }),
  );
  await keyIn(gateway, begun.Digits);
  const { VerificationId } = begun;
  const seen = data(await client.action<{ State: string }>('GetPhoneVerification', { VerificationId }));
  if (seen.State !== 'verified') throw new Error(`the number is ${seen.State}`);
}

/** A new browser in which the password was right, and the device is asked for. */
export async function atSecondFactor(gateway: Gateway, { credentials, password }: Person): Promise<Client> {
  const client = new Client(gateway);
  const { next } = data(await client.post<Step>('/api/sign-in/password', { ...credentials, password }));
  if (next !== 'mfa') throw new Error(`the password led to ${next}`);
  return client;
}

export const stateOf = async (client: Client) => data(await client.get<RecoveryState>('/api/recovery'));

export const sendMail = (client: Client, lostSerialNumber?: string) =>
  client.post<RecoveryState>('/api/recovery/mail', { ...(lostSerialNumber && { lostSerialNumber }) });

/** The token of the newest link of that kind that was mailed to the address. */
export async function mailedToken(gateway: Gateway, address: string, page = 'recover'): Promise<string> {
  const link = new RegExp(`/${page}#([\\w-]{43})`);
  for (const { text } of await noticesTo(gateway, address)) {
    const [, token] = link.exec(text) ?? [];
    if (token !== undefined) return token;
  }
  throw new Error(`no link to /${page} was mailed`);
}

export const redeem = (client: Client, token: string, matchNumber?: string) =>
  client.post<{ next: string }>('/api/recovery/link', { token, ...(matchNumber && { matchNumber }) });

export const call = (client: Client) => client.post<RecoveryState>('/api/recovery/call');
export const finish = (client: Client) =>
  client.post<{ next: string; readyAt?: string }>('/api/recovery/finish');

/** From the password to the mail that is opened in the same browser. */
export async function toPhone(gateway: Gateway, person: Person, address = person.name): Promise<Client> {
  const client = await atSecondFactor(gateway, person);
  data(await sendMail(client));
  data(await redeem(client, await mailedToken(gateway, address)));
  return client;
}

/** ... and to the phone that is verified. */
export async function toVerified(gateway: Gateway, person: Person, address = person.name): Promise<Client> {
  const client = await toPhone(gateway, person, address);
  const { call: ringing } = data(await call(client));
  await keyIn(gateway, ringing?.digits ?? '');
  return client;
}

/** The whole way: a browser with a session at level recovered. */
export async function recover(gateway: Gateway, person: Person, address = person.name): Promise<Client> {
  const client = await toVerified(gateway, person, address);
  data(await finish(client));
  return client;
}
