import type { Hono } from 'hono';
import * as z from 'zod';
import type { ChallengeMode, ChallengePurpose, ChallengeState } from '../core/phone/challenge.ts';
import { answered, asked, ended, keyed } from '../core/phone/line.ts';
import { saidSoFar } from '../core/phone/said.ts';
import { codeOf, numberOf } from '../core/phone/sealed.ts';
import { stateAt } from '../core/phone/state.ts';
import type { Context } from '../core/ports.ts';
import { readJson } from './body.ts';
import { contextOf } from './context.ts';
import type { Deps } from './deps.ts';
import { fail, succeed } from './envelope.ts';
import { securityHeaders } from './headers.ts';
import { REQUEST_ERRORS } from './refusals.ts';

const SHOWN = 10;

/** What `/dev/phone.json` says of a call or message. */
export interface PhoneCall {
  readonly id: string;
  readonly number: string;
  readonly mode: ChallengeMode;
  readonly purpose: ChallengePurpose;
  readonly state: ChallengeState;
  /** What the voice has said so far, or the message. */
  readonly said: readonly string[];
  /** ISO. */
  readonly createdAt: string;
}

const nothing = z.strictObject({});
const digits = z.strictObject({
  digits: z.string().regex(/^[\d*#]{0,32}$/, 'These are no keys of a phone.'),
});

/** What somebody at the phone can do; each as a carrier would report it. */
const GESTURES: Record<string, (context: Context, id: string) => Promise<unknown>> = {
  async answer(context, id) {
    await answered(context, id, 'human');
    await asked(context, id);
  },
  'hang-up': (context, id) => ended(context, id, 'completed'),
  decline: (context, id) => ended(context, id, 'busy'),
  voicemail: (context, id) => answered(context, id, 'machine_start'),
};

/** Everybody's phone for whoever asks: development only, where everybody is the person at this machine. */
export function serveDevPhone(app: Hono, deps: Deps): void {
  const { origin } = deps.relyingParty;
  const headers = securityHeaders(origin);
  // As at the outbox: a name that was made to point at this machine reads nothing.
  const isHere = (request: Request) => new URL(request.url).host === new URL(origin).host;

  app.get('/dev/phone.json', async c => {
    if (!isHere(c.req.raw)) return fail(REQUEST_ERRORS.notFound, headers);
    const context = contextOf(deps, c.req.raw, c.env);
    return succeed({ calls: await callsOf(context) }, headers);
  });

  const serve = <Input>(
    path: string,
    input: z.ZodType<Input>,
    act: (context: Context, id: string, input: Input) => Promise<unknown>,
  ) =>
    app.post(path, async c => {
      if (!isHere(c.req.raw)) return fail(REQUEST_ERRORS.notFound, headers);
      if (c.req.raw.headers.get('origin') !== origin) return fail(REQUEST_ERRORS.origin, headers);
      const body = await readJson(c.req.raw);
      if ('status' in body) return fail(body, headers);
      const parsed = input.safeParse(body.value);
      if (!parsed.success) return fail(REQUEST_ERRORS.validation, headers);
      await act(contextOf(deps, c.req.raw, c.env), c.req.param('id') ?? '', parsed.data);
      return succeed({}, headers);
    });
  for (const [gesture, act] of Object.entries(GESTURES)) serve(`/dev/phone/:id/${gesture}`, nothing, act);
  serve('/dev/phone/:id/digits', digits, (context, id, typed) => keyed(context, id, typed.digits));
}

async function callsOf(context: Context): Promise<PhoneCall[]> {
  const challenges = await context.store.latestChallenges(SHOWN);
  return Promise.all(
    challenges.map(async (challenge): Promise<PhoneCall> => {
      const state = stateAt(challenge, context.now);
      const code = await codeOf(context, challenge);
      const { id, mode, purpose, createdAt } = challenge;
      return {
        ...{ id, mode, purpose, state },
        number: await numberOf(context, challenge),
        said: saidSoFar(challenge, state, code, context.relyingParty),
        createdAt: new Date(createdAt).toISOString(),
      };
    }),
  );
}
