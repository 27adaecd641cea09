import { CARRIER_PATIENCE, type ChallengeMode, type OutgoingChallenge } from '../../core/phone/challenge.ts';
import { CarrierRefused, type Phone } from '../../core/ports.ts';

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164: what the phone shows. */
  readonly from: string;
  readonly baseUrl: string;
}

/** What the deployment allows. */
export interface PhonePolicy {
  readonly mode: ChallengeMode;
  readonly countries: readonly string[] | undefined;
  readonly dailyCap: number;
}

/** Calls and messages through Twilio's REST interface, version 2010-04-01, with `fetch`, on Node and in workerd alike. */
export function createTwilio(account: TwilioAccount, policy: PhonePolicy, origin: string): Phone {
  const resources = `${account.baseUrl}/2010-04-01/Accounts/${account.accountSid}`;
  const authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;
  return {
    ...policy,
    async place(outgoing) {
      const [resource, form] =
        outgoing.mode === 'sms'
          ? ['Messages', messageForm(account.from, outgoing, origin)]
          : ['Calls', callForm(account.from, outgoing, origin)];
      const response = await fetch(`${resources}/${resource}.json`, {
        method: 'POST',
        headers: {
          authorization,
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form.toString(),
        // The account's password goes to nobody else.
        redirect: 'manual',
        signal: AbortSignal.timeout(CARRIER_PATIENCE),
      }).catch(error => {
        throw new Error(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
      });
      return sidOf(response);
    },
  };
}

function callForm(from: string, { challengeId, number }: OutgoingChallenge, origin: string): URLSearchParams {
  const form = new URLSearchParams({
    To: number,
    From: from,
    Url: `${origin}/telephony/voice/${challengeId}`,
    Method: 'POST',
    StatusCallback: `${origin}/telephony/status/${challengeId}`,
    StatusCallbackMethod: 'POST',
    // The call goes on when it is known whether a person or a machine answered (D15).
    MachineDetection: 'Enable',
    Timeout: '30',
  });
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) {
    form.append('StatusCallbackEvent', event);
  }
  return form;
}

function messageForm(
  from: string,
  { challengeId, number, text }: OutgoingChallenge,
  origin: string,
): URLSearchParams {
  return new URLSearchParams({
    To: number,
    From: from,
    Body: text ?? '',
    StatusCallback: `${origin}/telephony/message/${challengeId}`,
  });
}

/** The carrier's name for what it placed. Its words stay there: they quote the number. */
async function sidOf(response: Response): Promise<string> {
  const { status } = response;
  // 4xx: it understood, and did nothing. 408: it did not, and nobody knows. 429: it has too much of us, so it counts in full.
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    throw new CarrierRefused(`HTTP ${status}`);
  if (status < 200 || status >= 300) throw new Error(`HTTP ${status}`);
  const body: unknown = await response.json().catch(() => undefined);
  const sid = typeof body === 'object' && body !== null && 'sid' in body ? body.sid : undefined;
  if (typeof sid !== 'string' || !/^[A-Z]{2}[0-9a-f]{32}$/.test(sid)) throw new Error('no sid');
  return sid;
}
