import { createHash, createHmac } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { type AccessKey, accessKeyOf } from '../support/access-keys.ts';
import { createUser, type Person } from '../support/people.ts';
import { load, type Target } from './load.ts';
import type { Server } from './processes.ts';
import { type Line, median } from './report.ts';
import { costOf } from './session-check.ts';

const REQUESTS = 8_000;
const ROUNDS = 5;
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const ACTIONS = [
  { action: 'ListMFADevices', version: '2010-05-08', service: 'iam' },
  { action: 'GetCallerIdentity', version: '2011-06-15', service: 'sts' },
] as const;

/**
 * CPU time of one signed request. The least that it can cost is a bare route that reads the body, and the chain of HMACs
 * that Signature V4 is: both are measured beside it, turn by turn.
 */
export async function signedCost(
  gateway: Server,
  dataDir: string,
  bare: Server,
  owner: Person,
): Promise<Line[]> {
  const place = { origin: gateway.origin, address: gateway.origin, dataDir };
  const user = await createUser(place as never, owner);
  const key = await accessKeyOf(user);
  const lines: Line[] = [];
  for (const { action, version, service } of ACTIONS) {
    const body = `Action=${action}&Version=${version}`;
    const signed = await sign(gateway, key, service, body);
    const nothing = { ...signed, origin: bare.origin };
    await load(signed, 2_000, 8);
    await load(nothing, 2_000, 8);
    const costs = { signed: [] as number[], nothing: [] as number[], chain: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      costs.nothing.push(await costOf(nothing, bare.pid, REQUESTS));
      costs.signed.push(await costOf(signed, gateway.pid, REQUESTS));
      costs.chain.push(chainCost(body));
    }
    const [cost, least, chain] = [median(costs.signed), median(costs.nothing), median(costs.chain)];
    const ratio = cost / (least + chain);
    lines.push({
      what: `signed ${action}, CPU time a request`,
      figure: `${cost.toFixed(0)} us (${Math.round(1e6 / cost)} a second and core)`,
      beside: `bare Hono POST: ${least.toFixed(0)} us, HMAC chain: ${chain.toFixed(0)} us (${Math.round(1e6 / chain)})`,
      limit: { text: `${ratio.toFixed(2)} times their sum, at most 4`, holds: ratio <= 4 },
    });
  }
  return lines;
}

async function sign(gateway: Server, key: AccessKey, service: string, body: string): Promise<Target> {
  const signer = new AwsV4Signer({
    ...key,
    service,
    region: 'us-east-1',
    method: 'POST',
    url: `${gateway.origin.replace('localhost', '127.0.0.1')}/`,
    headers: { 'content-type': FORM },
    body,
    allHeaders: true,
  });
  const { headers } = await signer.sign();
  return { origin: gateway.origin, path: '/', headers: Object.fromEntries(headers), body };
}

/** Two hashes and five HMACs, with nothing around them: microseconds. */
function chainCost(body: string): number {
  const times = 20_000;
  const began = process.cpuUsage().user;
  for (let at = 0; at < times; at++) {
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    const canonical = `POST\n/\n\ncontent-type:${FORM}\nhost:127.0.0.1:9911\nx-amz-date:20260102T030405Z\n\ncontent-type;host;x-amz-date\n${sum(body)}`;
    let link: Buffer | string = 'AWS4rootSecretKeyDummyrootSecretKeyDummy0000';
    for (const part of ['20260102', 'us-east-1', 'iam', 'aws4_request', sum(canonical)])
      link = createHmac('sha256', link).update(part).digest();
  }
  return (process.cpuUsage().user - began) / times;
}
