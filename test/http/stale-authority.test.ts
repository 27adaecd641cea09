import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createVirtual,
  newPassword,
  type Person,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { MANAGE_OWN_MFA } from '../support/user-policies.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const ROUNDS = 4;
let guesses = 0;

/** In workerd one hash is made at a time; on Node as many as there are cores, and a third as long. */
const GUESSES = runtime === 'worker' ? 5 : 12;

/** Wrong sign-ins under other names: what is sent after them waits in the hash line. */
function busyLine(): Promise<unknown> {
  return Promise.all(
    Array.from({ length: GUESSES }, () => {
      guesses += 1;
      const credentials = { as: 'user', userName: `nobody-${guesses}`, password: newPassword() };
      return new Client(gateway).post('/api/sign-in/password', credentials);
    }),
  );
}

type Loss = () => Promise<Answer>;

/** What ends the right of the person's first session, prepared now and done later. */
const losses: [string, (elsewhere: Client, person: Person) => Promise<Loss>][] = [
  [
    'the person has signed out everywhere else',
    async elsewhere => () => elsewhere.action('EndAllSessions', { KeepCurrent: true }),
  ],
  [
    'the person has assigned a device and ended the other sessions',
    async elsewhere => {
      const device = await createVirtual(elsewhere);
      const step = device.nextStep();
      const input = {
        SerialNumber: device.serialNumber,
        AuthenticationCode1: await device.codeAt(step),
        AuthenticationCode2: await device.codeAt(step + 1),
      };
      return async () => {
        const enabled = await elsewhere.action('EnableMFADevice', input);
        return enabled.status === 200 ? elsewhere.action('EndAllSessions', { KeepCurrent: true }) : enabled;
      };
    },
  ],
  [
    'the owner has disabled the person',
    async (_, { name }) =>
      () =>
        owner.client.action('DisableUser', { UserName: name }),
  ],
  [
    'the owner has taken the policy that allows it',
    async (_, { name }) =>
      () =>
        owner.client.action('DetachUserPolicy', { UserName: name, PolicyArn: MANAGE_OWN_MFA }),
  ],
];

async function opens(person: Person, password: string): Promise<boolean> {
  const answer = await new Client(gateway).post('/api/sign-in/password', { ...person.credentials, password });
  if (answer.status !== 200) expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
  return answer.status === 200;
}

test.each(
  losses,
)('ChangePassword that waits in the hash line is not carried out after %s (B5, A6)', async (_, prepare) => {
  let overtaken = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const person = await createUser(gateway, owner);
    const { client: elsewhere } = await beginSignIn(gateway, person);
    const lose = await prepare(elsewhere, person);
    const next = newPassword();
    const busy = busyLine();
    const settled: string[] = [];
    const change = () =>
      person.client
        .action('ChangePassword', { OldPassword: person.password, NewPassword: next })
        .finally(() => settled.push('change'));
    const loss = () => lose().finally(() => settled.push('loss'));
    // Sent first, the change has long passed the gate; sent last, it passes just before the loss is stored.
    const [changed, lost] =
      round % 2 === 0
        ? await Promise.all([change(), loss()])
        : await Promise.all([loss(), change()]).then(([one, other]) => [other, one] as const);
    await busy;
    // A change that was quicker than the loss is a change by right; nothing is learned from it.
    if (settled[0] === 'change' && changed.status === 200) continue;
    overtaken += 1;
    data(lost);
    expect([401, 403], changed.text).toContain(changed.status);
    expectRefusal(changed, changed.status, ['NOT_SIGNED_IN', 'STEP_UP_REQUIRED', 'ACCESS_DENIED']);
    data(await owner.client.action('EnableUser', { UserName: person.name }));
    expect(await opens(person, next)).toBe(false);
    expect(await opens(person, person.password)).toBe(true);
  }
  expect(overtaken).toBeGreaterThan(0);
});

test('the control: ChangePassword that waits in the hash line is carried out while nothing is lost', async () => {
  const person = await createUser(gateway, owner);
  const next = newPassword();
  const busy = busyLine();
  const input = { OldPassword: person.password, NewPassword: next };
  data(await person.client.action('ChangePassword', input));
  await busy;
  expect(await opens(person, next)).toBe(true);
});
