import { createSeal, digest, random } from '../../../src/adapters/crypto/node.ts';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import { phoneContext } from '../../../src/core/people/person.ts';
import type { ChallengeMode, OutgoingChallenge, PhoneChallenge } from '../../../src/core/phone/challenge.ts';
import { bytesOf } from '../../../src/core/phone/sealed.ts';
import { startChallenge } from '../../../src/core/phone/start.ts';
import type { Context, PasswordHash, Phone, Store } from '../../../src/core/ports.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { audit, bySession, NOW, newAccount, owner } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';
import { putSession } from '../store/verbs.ts';

export const NUMBER = '+493012345678';
export const OTHER = '+4915112345678';
const seal = createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]);

const passwords: PasswordHash = {
  hash: () => Promise.reject(new Error('no password is needed')),
  verify: () => Promise.reject(new Error('no password is needed')),
  outdated: () => false,
};

/** A deployment with an owner, whose session is called `s`, and a phone that writes down what it is asked to ring. */
export class PhoneFile extends GatewayFile {
  readonly placed: OutgoingChallenge[] = [];
  mode: ChallengeMode = 'keypad';
  dailyCap = 200;
  place: Phone['place'] = outgoing => {
    this.placed.push(outgoing);
    return Promise.resolve(`carrier-${outgoing.challengeId}`);
  };

  async prepare(): Promise<void> {
    const sealedPhone = await seal.seal(bytesOf(NUMBER), phoneContext(owner.id));
    await this.first.store.createAccount({ ...newAccount, sealedPhone }, audit('CreateAccount'));
    putSession(this, 's', owner.id, 'mfa');
  }

  /** A request at a time, from an address, at one of the two gateways. */
  context(now = NOW, address = '203.0.113.7', store: Store = this.first.store): Context {
    const { mode, dailyCap } = this;
    return {
      ...{ now, random, digest, seal, passwords, tokenCiphers, store },
      caller: { requestId: 'request', address, place: undefined, userAgent: 'test' },
      sendsMail: true,
      webhooks: {
        check: () => Promise.resolve(false),
        post: () => Promise.reject(new Error('nothing is posted')),
      },
      phone: { mode, dailyCap, countries: ['DE', 'US'], place: outgoing => this.place(outgoing) },
      relyingParty: { id: 'example.org', name: 'Sallyport', origin: 'https://auth.example.org' },
    };
  }

  /** The owner verifies a number in his session, or somebody else does it for him. */
  start(
    context = this.context(),
    number = NUMBER,
    person = owner,
    { session = 's', starter = person } = {},
  ): Promise<PhoneChallenge | Refusal> {
    return startChallenge(context, person, {
      purpose: 'verification',
      boundTo: session,
      number,
      starter,
      audit: { ...audit('BeginPhoneVerification', starter.id, bySession(session)), at: context.now },
    });
  }

  async started(context?: Context, number?: string): Promise<PhoneChallenge> {
    const challenge = await this.start(context, number);
    if (challenge instanceof Refusal) throw new Error(challenge.reason);
    return challenge;
  }

  /** The owner has proved his number, long ago. */
  proven(): void {
    this.raw.prepare('update people set phone_verified_at = 1 where id = ?').run(owner.id);
  }

  /** The owner's recovery, whose flow is open and whose link is redeemed. */
  async recovery(id = 'RECO1', state = 'phone'): Promise<void> {
    this.proven();
    this.raw
      .prepare(
        `insert into flows (token_hash, state, person_id, amr, expires_at) values (?, 'mfa', ?, 'pwd', ?)`,
      )
      .run(`flow-${id}`, owner.id, NOW + 3_600_000);
    this.raw
      .prepare(
        `insert into recoveries (id, flow_hash, person_id, state, link_expires_at, sealed_match_number, cancel_hash, mail_id, mailed_at, started_at, expires_at, sealed_cancel_token, cancellable_until)
         values (?, ?, ?, ?, 0, '', ?, '', 0, 0, ?, '', ?)`,
      )
      .run(id, `flow-${id}`, owner.id, state, `cancel-${id}`, NOW + 3_600_000, NOW + 3_600_000);
  }

  /** A call that is part of it. */
  recover(context = this.context(), id = 'RECO1'): Promise<PhoneChallenge | Refusal> {
    const authority = {
      by: 'flow',
      id: `flow-${id}`,
      policyVersion: undefined,
      over: undefined,
      proven: false,
      orRecovered: false,
    } as const;
    return startChallenge(context, owner, {
      purpose: 'recovery',
      boundTo: id,
      number: NUMBER,
      audit: { ...audit('Recovery.Call', owner.id, authority), at: context.now },
    });
  }

  row<T = Record<string, unknown>>(table: string, id: string): T {
    return this.raw.prepare(`select * from ${table} where id = ?`).get(id) as T;
  }

  stateOf(id: string): string {
    return this.row<{ state: string }>('phone_challenges', id).state;
  }

  failures(): number {
    return this.row<{ recovery_failures: number }>('people', owner.id).recovery_failures;
  }
}
