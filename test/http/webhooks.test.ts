import { afterAll, beforeEach, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { letPass } from '../support/passing-time.ts';
import {
  createAdministrator,
  createUserWithDevice,
  setUpOwner,
  stepUp,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { oddAddresses } from '../unit/webhooks/odd-addresses.ts';

interface Webhook {
  WebhookId: string;
  Url: string;
  Secret: string;
}

const receiver = new WebhookReceiver();
const base = await receiver.listen();
const gateway = await startGateway({ runtime, env: { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' } });
afterAll(async () => {
  await gateway.stop();
  receiver.close();
});
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
beforeEach(async () => {
  for (const { WebhookId } of await list()) data(await owner.client.action('DeleteWebhook', { WebhookId }));
  receiver.posted.length = 0;
  receiver.answer = 204;
});

async function list(): Promise<Webhook[]> {
  return data(await owner.client.action<{ Webhooks: Webhook[] }>('ListWebhooks')).Webhooks;
}
const create = (Url: string, client: Client = owner.client) =>
  client.action<Webhook>('CreateWebhook', { Url });
const added = async () => data(await create(`${base}/events`));
const types = (secret: string) => receiver.events(secret).map(({ type }) => type);
/** A POST that succeeds, after which a Worker looks into what waits. */
const nudge = async () => data(await new Client(gateway).post('/api/sign-in/cancel'));

test('what changes is posted, signed, also where the person has no address: who, whom, what, and no secrets', async () => {
  const { Secret, Url } = await added();
  expect(Secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Url).toBe(`${base}/events`);
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber: SerialNumber } = user.device;
  data(await administrator.client.action('DeactivateMFADevice', { UserName: user.name, SerialNumber }));
  await expect.poll(() => types(Secret), { timeout: 20_000 }).toContain('DeactivateMFADevice');
  const event = receiver.events(Secret).find(({ type }) => type === 'DeactivateMFADevice');
  const account = /^\d{12}/.exec(SerialNumber.slice('arn:aws:iam::'.length))?.[0];
  expect(event).toEqual({
    type: 'DeactivateMFADevice',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    data: {
      account,
      actor: `arn:aws:iam::${account}:user/${administrator.name}`,
      subject: `arn:aws:iam::${account}:user/${user.name}`,
      resource: SerialNumber,
      outcome: 'success',
      sentence: expect.stringMatching(/^The MFA device ".+" was deactivated\.$/),
    },
  });
  // Its own making was the first event, so that whoever adds a webhook sees at once whether it works.
  expect(types(Secret)[0]).toBe('CreateWebhook');
});

test('no event carries an address, a number or a secret', async () => {
  const { Secret } = await added();
  const user = await createUserWithDevice(gateway, owner);
  const mailbox = await withMailbox(owner, user);
  const key = data(
    await owner.client.action<{ APIKey: { Secret: string } }>('CreateAPIKey', {
      UserName: user.name,
      Name: 'k',
    }),
  );
  const reset = { UserName: user.name };
  const { InitialPassword } = data(
    await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', reset),
  );
  // Events come in order: all others are there with this one.
  const resets = () => types(Secret).filter(type => type === 'ResetUserPassword');
  await expect.poll(resets, { timeout: 20_000 }).toHaveLength(1);
  const all = receiver.posted.map(({ body }) => body).join('\n');
  expect(all).toContain('SetContactEmail');
  for (const secret of [
    mailbox,
    owner.name,
    key.APIKey.Secret,
    InitialPassword,
    Secret,
    '4930901820',
    '127.0.0.1',
  ])
    expect(all).not.toContain(secret);
});

test('a receiver that is down gets the event later, under the same id; a redirect is not followed', async () => {
  receiver.answer = 307;
  const { Secret } = await added();
  await expect.poll(() => receiver.posted.length, { timeout: 20_000 }).toBe(1);
  expect(receiver.posted[0]?.path).toBe('/events');
  // Until the attempt was noted as failed, time that passes would pass for nothing.
  const attempts = () =>
    withStoreFile(gateway, database =>
      database.prepare('select attempts from webhook_deliveries').pluck().all(),
    );
  await expect.poll(attempts, { timeout: 20_000 }).toEqual([1]);
  receiver.answer = 200;
  await expect
    .poll(
      async () => {
        letPass(gateway, 60_000);
        await nudge();
        return receiver.posted.length;
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toBe(2);
  const [first, second] = receiver.posted;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(receiver.events(Secret)).toHaveLength(2);
  expect(receiver.posted.every(({ path }) => path === '/events')).toBe(true);
  await stepUp(owner.client, owner.device);
});

test('a rotated secret signs at once, and the one before it, too', async () => {
  const { WebhookId, Secret } = await added();
  const rotated = await owner.client.action<{ Secret: string }>('RotateWebhookSecret', { WebhookId });
  const after = data(rotated).Secret;
  expect(after).not.toBe(Secret);
  await expect.poll(() => receiver.posted.length, { timeout: 20_000 }).toBe(2);
  const [, second] = receiver.posted;
  receiver.posted.splice(0, 2, ...(second ? [second] : []));
  expect(types(Secret)).toEqual(['RotateWebhookSecret']);
  expect(types(after)).toEqual(['RotateWebhookSecret']);
});

test('addresses that lead anywhere but to a public server are refused, all with the same words (3.11, E14)', async () => {
  // The one exception of this gateway's operator, in its plain spelling.
  const port = Number(new URL(base).port);
  const odd = oddAddresses(port).filter(url => !/^https?:\/\/127\.0\.0\.1:/.test(url) && url.length <= 1000);
  // Each refusal is a row of the audit log and a request: a part of the list, another one on each runtime.
  const part = odd.filter((_, at) => at % 4 === (runtime === 'node' ? 0 : 1));
  const messages = new Set<string>();
  for (const url of part.filter(text => text !== '')) {
    const answer = await create(url);
    expect([answer.status, url]).toEqual([400, url]);
    messages.add(answer.body.error.message);
  }
  expect(messages.size).toBe(1);
  expect(receiver.posted).toEqual([]);
  expect(await list()).toEqual([]);
});

test('an address that was good when it was saved and is none any more is not posted to', async () => {
  const { WebhookId } = await added();
  await expect.poll(() => receiver.posted.length, { timeout: 20_000 }).toBe(1);
  const inner = `http://127.0.0.2:${new URL(base).port}/events`;
  withStoreFile(gateway, database =>
    database.prepare('update webhooks set url = ? where id = ?').run(inner, WebhookId),
  );
  data(await owner.client.action('RotateWebhookSecret', { WebhookId }));
  await expect.poll(() => gateway.output(), { timeout: 20_000 }).toMatch(/WebhookDelayed.*EADDRESS/);
  expect(gateway.output()).not.toContain('127.0.0.2');
  expect(receiver.posted).toHaveLength(1);
});

test('the owner alone has webhooks, five at most, by a fresh proof; the list shows no secret', async () => {
  expectRefusal(await create(`${base}/events`, administrator.client), 403, 'ACCESS_DENIED');
  expectRefusal(await administrator.client.action('ListWebhooks'), 403, 'ACCESS_DENIED');
  const made = [];
  for (let at = 0; at < 5; at += 1) made.push(data(await create(`${base}/${at}`)));
  expectRefusal(await create(`${base}/sixth`), 409, 'LIMIT_EXCEEDED');
  const listed = await owner.client.action<{ Webhooks: Webhook[] }>('ListWebhooks');
  expect(data(listed).Webhooks.map(({ Url }) => Url)).toEqual(made.map(({ Url }) => Url));
  for (const { Secret } of made) expect(listed.text).not.toContain(Secret.slice(6));
  for (const { Secret } of made) {
    const kept = withStoreFile(gateway, database =>
      JSON.stringify(database.prepare('select * from webhooks').all()),
    );
    expect(kept).not.toContain(Secret.slice(6, 20));
  }
  letPass(gateway, 16 * 60_000);
  const [{ WebhookId } = { WebhookId: '' }] = made;
  for (const [name, input] of [
    ['CreateWebhook', { Url: `${base}/x` }],
    ['RotateWebhookSecret', { WebhookId }],
    ['DeleteWebhook', { WebhookId }],
  ] as const)
    expectRefusal(await owner.client.action(name, input), 403, 'STEP_UP_REQUIRED');
  await stepUp(owner.client, owner.device);
  data(await owner.client.action('DeleteWebhook', { WebhookId }));
  expectRefusal(await owner.client.action('DeleteWebhook', { WebhookId }), 404, 'NO_SUCH_ENTITY');
  expectRefusal(await owner.client.action('RotateWebhookSecret', { WebhookId }), 404, 'NO_SUCH_ENTITY');
});
