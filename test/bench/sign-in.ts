import { createHmac } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { Client } from '../support/client.ts';
import type { PersonWithDevice } from '../support/people.ts';
import { cpuTime, type Server } from './processes.ts';
import type { Line } from './report.ts';

const SIGN_INS = 100;

/** A whole sign-in with password and TOTP: three requests, one hash, one session. */
export async function wholeSignIn(gateway: Server, owner: PersonWithDevice): Promise<Line[]> {
  const place = { origin: gateway.origin, address: gateway.origin };
  const signIn = async () => {
    const client = new Client(place);
    const password = await client.post('/api/sign-in/password', {
      ...owner.credentials,
      password: owner.password,
    });
    const step = owner.device.nextStep();
    const code = await client.post('/api/sign-in/code', {
      serialNumber: owner.device.serialNumber,
      code: hotp(owner.device.secret, step),
    });
    if (password.status !== 200 || code.status !== 200) throw new Error(`${password.text} ${code.text}`);
    owner.device.accepted(step);
  };
  for (let i = 0; i < 5; i++) await signIn();

  const before = cpuTime(gateway.pid);
  const began = performance.now();
  for (let i = 0; i < SIGN_INS; i++) await signIn();
  const elapsed = (performance.now() - began) / SIGN_INS;
  const cpu = (cpuTime(gateway.pid) - before) / SIGN_INS;

  const hashBefore = process.cpuUsage();
  const hashBegan = performance.now();
  for (let i = 0; i < SIGN_INS; i++) {
    await hashRaw(owner.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  }
  const hashElapsed = (performance.now() - hashBegan) / SIGN_INS;
  const { user, system } = process.cpuUsage(hashBefore);
  const hashCpu = (user + system) / 1000 / SIGN_INS;
  return [
    {
      what: 'whole sign-in, password and TOTP',
      figure: `${elapsed.toFixed(1)} ms, CPU ${cpu.toFixed(1)} ms`,
      beside: `its one Argon2id hash: ${hashElapsed.toFixed(1)} ms, CPU ${hashCpu.toFixed(1)} ms`,
    },
    {
      what: '... without the hash',
      figure: `${(elapsed - hashElapsed).toFixed(1)} ms, CPU ${(cpu - hashCpu).toFixed(1)} ms`,
      beside: `the hash is ${((100 * hashCpu) / cpu).toFixed(0)} % of the CPU time`,
    },
  ];
}

/** RFC 4226 section 5.3, so that a benchmark of the gateway does not spend its time starting `oathtool`. */
function hotp(secretBase32: string, step: number): string {
  const bits = [...secretBase32].map(letter =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
