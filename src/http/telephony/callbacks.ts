import type { Hono } from 'hono';
import { answered, asked, type Ending, ended, keyed } from '../../core/phone/line.ts';
import type { Speech } from '../../core/phone/speech.ts';
import type { Context } from '../../core/ports.ts';
import { readForm } from '../body.ts';
import { contextOf } from '../context.ts';
import type { Deps } from '../deps.ts';
import { securityHeaders } from '../headers.ts';
import type { Carrier } from './carrier.ts';
import { NOTHING, twiml } from './twiml.ts';

interface Callback {
  readonly context: Context;
  /** The challenge of the address. */
  readonly id: string;
  /** A field of the form. */
  readonly field: (name: string) => string | undefined;
}

type Answer = (callback: Callback) => Promise<Speech | undefined>;

/** A call that is `completed` came to its end in some way; one that is on its way did not. */
const ENDINGS: Record<string, Ending> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'unanswered',
  canceled: 'unanswered',
  failed: 'failed',
};

const UNDELIVERED = ['failed', 'undelivered', 'canceled'];

/** What the carrier reports, each under the name that it gives what it reports about. */
const CALLBACKS: Record<string, { sid: 'CallSid' | 'MessageSid'; answer: Answer }> = {
  '/telephony/voice/:id': {
    sid: 'CallSid',
    answer: ({ context, id, field }) => answered(context, id, field('AnsweredBy')),
  },
  '/telephony/voice/:id/ask': { sid: 'CallSid', answer: ({ context, id }) => asked(context, id) },
  '/telephony/voice/:id/digits': {
    sid: 'CallSid',
    answer: ({ context, id, field }) => keyed(context, id, field('Digits') ?? ''),
  },
  '/telephony/status/:id': {
    sid: 'CallSid',
    async answer({ context, id, field }) {
      const how = ENDINGS[field('CallStatus') ?? ''];
      if (how !== undefined) await ended(context, id, how);
      return undefined;
    },
  },
  '/telephony/message/:id': {
    sid: 'MessageSid',
    async answer({ context, id, field }) {
      if (UNDELIVERED.includes(field('MessageStatus') ?? '')) await ended(context, id, 'failed');
      return undefined;
    },
  },
};

/**
 * The carrier's callbacks. The signature comes first, over ORIGIN, never over what a header says of host or scheme, and
 * nothing is read, looked up or changed without it (D13). No signature at all, no token, no fields: one answer, 403.
 */
export function serveTelephony(app: Hono, deps: Deps, carrier: Carrier): void {
  const { origin } = deps.relyingParty;
  const headers = { ...securityHeaders(origin), 'content-type': 'text/xml; charset=utf-8' };
  for (const [path, { sid, answer }] of Object.entries(CALLBACKS)) {
    app.post(path, async c => {
      const form = await authentic(carrier, origin, c.req.raw);
      const fields = new Map(form);
      const id = c.req.param('id') ?? '';
      const name = fields.get(sid);
      if (form === undefined || name === undefined || !(await deps.store.claimCarrierId(id, name))) {
        deps.log('CallbackRefused', { path: path.replace(':id', '') });
        return new Response(null, { status: 403, headers });
      }
      const context = contextOf(deps, c.req.raw, c.env);
      const speech = await answer({ context, id, field: field => fields.get(field) });
      const onward = {
        ask: `${origin}/telephony/voice/${id}/ask`,
        digits: `${origin}/telephony/voice/${id}/digits`,
      };
      return new Response(speech === undefined ? NOTHING : twiml(speech, onward), { headers });
    });
  }
}

/** The fields that the carrier signed for our account, each once; undefined for anything else. */
async function authentic(
  carrier: Carrier,
  origin: string,
  request: Request,
): Promise<[string, string][] | undefined> {
  const signature = request.headers.get('x-twilio-signature');
  const form = signature === null ? undefined : await readForm(request);
  if (signature === null || form === undefined) return undefined;
  // Of two fields of one name the signature covers both, and readers differ in which one they take.
  if (new Set(form.map(([name]) => name)).size !== form.length) return undefined;
  const { pathname, search } = new URL(request.url);
  if (!(await carrier.signed(`${origin}${pathname}${search}`, form, signature))) return undefined;
  return form.some(([name, value]) => name === 'AccountSid' && value === carrier.accountId)
    ? form
    : undefined;
}
