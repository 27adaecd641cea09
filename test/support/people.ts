import { randomBytes } from 'node:crypto';
import type { Authenticator } from './authenticator.ts';
import { type Answer, Client } from './client.ts';
import type { MFADevice, Session, Step, User, VirtualMFADevice } from './contract.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import { givePassword } from './given-password.ts';
import { TokenDevice } from './token-device.ts';

/** Someone with a password and, signed in, a browser. */
export interface Person {
  name: string;
  credentials: { as: 'owner'; email: string } | { as: 'user'; userName: string };
  password: string;
  client: Client;
}

/** Someone whose browser is signed in at level mfa, with a virtual device at hand. */
export interface PersonWithDevice extends Person {
  device: TokenDevice;
}

export function newPassword(): string {
  return `${randomBytes(12).toString('base64url')} Aa1`;
}

function newName(): string {
  return `user-${randomBytes(5).toString('hex')}`;
}

/** First run: redeems the printed link. The owner is signed in at level password, without a device. */
export async function setUpAccount(gateway: Gateway): Promise<Person> {
  const client = new Client(gateway);
  const email = 'owner@example.com';
  const password = newPassword();
  const token = await gateway.setUpToken();
  data(await client.post('/api/set-up', { token, email, password, phone: '+4930901820' }));
  return { name: email, credentials: { as: 'owner', email }, password, client };
}

/** First run up to an owner at level mfa. */
export async function setUpOwner(gateway: Gateway): Promise<PersonWithDevice> {
  return withVirtualDevice(await setUpAccount(gateway));
}

/** A user with a password of his own and no device yet, signed in. */
export async function createUser(gateway: Gateway, owner: Person, userName = newName()): Promise<Person> {
  data(await owner.client.action<{ User: User }>('CreateUser', { UserName: userName }));
  const person: Person = {
    name: userName,
    credentials: { as: 'user', userName },
    password: newPassword(),
    client: new Client(gateway),
  };
  givePassword(gateway, userName, person.password);
  const { credentials, password } = person;
  data(await person.client.post('/api/sign-in/password', { ...credentials, password }));
  return person;
}

export async function createUserWithInitialPassword(owner: Person, userName = newName()): Promise<string> {
  data(await owner.client.action<{ User: User }>('CreateUser', { UserName: userName }));
  const reset = await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', {
    UserName: userName,
  });
  return data(reset).InitialPassword;
}

/** A user at level mfa. */
export async function createUserWithDevice(gateway: Gateway, owner: Person): Promise<PersonWithDevice> {
  return withVirtualDevice(await createUser(gateway, owner));
}

export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** A user at level mfa to whom the owner gave administration, and whose notices go somewhere. */
export async function createAdministrator(gateway: Gateway, owner: Person): Promise<PersonWithDevice> {
  const user = await createUserWithDevice(gateway, owner);
  data(
    await owner.client.action('AttachUserPolicy', { UserName: user.name, PolicyArn: ADMINISTRATOR_ACCESS }),
  );
  await signInAgain(user);
  return user;
}

/** In the same browser, where a change of rights ended the session. */
export async function signInAgain(person: Person | PersonWithDevice): Promise<void> {
  const { client, credentials, password } = person;
  if ((await client.get('/api/session')).status === 200) return;
  data(await client.post('/api/sign-in/password', { ...credentials, password }));
  if ('device' in person) data(await submitCode(client, person.device));
}

/** Says where a user's notices go; the address is new, so that all mail to it is about this user. */
export async function withMailbox(owner: Person, user: Person): Promise<string> {
  const mailbox = `${user.name}@example.org`;
  data(await owner.client.action('SetContactEmail', { UserName: user.name, Email: mailbox }));
  return mailbox;
}

/** Assigns a virtual device and brings the session to level mfa with it. */
export async function withVirtualDevice<P extends Person>(person: P): Promise<P & { device: TokenDevice }> {
  const device = await enrolVirtual(person.client);
  if (data(await person.client.get<Session>('/api/session')).level !== 'mfa')
    await stepUp(person.client, device);
  return { ...person, device };
}

export async function createVirtual(
  client: Acts,
  name = newName(),
  virtualName = name,
): Promise<TokenDevice> {
  const answer = await client.action<{ VirtualMFADevice: VirtualMFADevice }>('CreateVirtualMFADevice', {
    VirtualMFADeviceName: virtualName,
    DeviceName: name,
  });
  const { SerialNumber, Base32StringSeed } = data(answer).VirtualMFADevice;
  return new TokenDevice(SerialNumber, Base32StringSeed);
}

export async function enrolVirtual(client: Client, name?: string): Promise<TokenDevice> {
  const device = await createVirtual(client, name);
  data(await enable(client, device));
  return device;
}

/** Enables a device with the next two codes that it shows, for another person where `more` names one. */
/** A person's browser, or a program in his name. */
interface Acts {
  action<Data>(name: string, input?: unknown): Promise<Answer<Data>>;
}

export async function enable(client: Acts, device: TokenDevice, more: object = {}): Promise<Answer> {
  const last = device.nextStep() + 1;
  const answer = await client.action('EnableMFADevice', {
    SerialNumber: device.serialNumber,
    ...(await device.pairAt(last - 1)),
    ...more,
  });
  if (answer.status === 200) device.accepted(last);
  return answer;
}

/** Resyncs a device with the codes of this step and the next, for another person where `more` names one. */
export async function resync(
  client: Client,
  device: TokenDevice,
  step: number,
  more: object = {},
): Promise<Answer> {
  const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(step)), ...more };
  const answer = await client.action('ResyncMFADevice', input);
  if (answer.status === 200) device.accepted(step + 1);
  return answer;
}

export async function enrolKey(
  client: Client,
  authenticator: Authenticator,
  origin: string,
  name = newName(),
): Promise<string> {
  const options = await beginRegistration(client);
  const credential = authenticator.create(options, origin);
  const finish = await client.action<{ SerialNumber: string }>('FinishFIDORegistration', {
    DeviceName: name,
    Credential: credential,
  });
  return data(finish).SerialNumber;
}

export async function beginRegistration(client: Client): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const answer = await client.action<{ Options: PublicKeyCredentialCreationOptionsJSON }>(
    'BeginFIDORegistration',
  );
  return data(answer).Options;
}

/** The password step alone, in a browser of its own. */
export async function beginSignIn(gateway: Gateway, person: Person): Promise<{ client: Client; step: Step }> {
  const client = new Client(gateway);
  const answer = await client.post<Step>('/api/sign-in/password', {
    ...person.credentials,
    password: person.password,
  });
  return { client, step: data(answer) };
}

/** A whole sign-in with the password and the virtual device, in a browser of its own. */
export async function signIn(gateway: Gateway, person: PersonWithDevice): Promise<Client> {
  const { client } = await beginSignIn(gateway, person);
  data(await submitCode(client, person.device));
  return client;
}

export function submitCode(client: Client, device: TokenDevice): Promise<Answer<Step>> {
  const { serialNumber } = device;
  return device.spend(code => client.post<Step>('/api/sign-in/code', { serialNumber, code }));
}

export async function stepUp(client: Client, device: TokenDevice): Promise<void> {
  const { serialNumber } = device;
  data(await device.spend(code => client.post('/api/session/step-up/code', { serialNumber, code })));
}

export async function listDevices(client: Client): Promise<MFADevice[]> {
  return data(await client.action<{ MFADevices: MFADevice[] }>('ListMFADevices')).MFADevices;
}
