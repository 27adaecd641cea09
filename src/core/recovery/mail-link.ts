import { success } from '../audit/event.ts';
import { newUniqueId } from '../identifiers.ts';
import { linkMail } from '../mail/letter.ts';
import { tooManyMails } from '../mail/limits.ts';
import { composeNoticeWithLink, noticeLetter } from '../notices/notice.ts';
import { bytesOf } from '../phone/sealed.ts';
import { recoveryAddressOf } from '../policy/may-recover.ts';
import type { Authority } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import { notMeLink, notMeToken, verificationLetter } from './letters.ts';
import { newMatchNumber } from './match-number.ts';
import { type OpenRecovery, openForStep } from './open.ts';
import {
  CANCELLABLE_FOR,
  cancelContext,
  LINK_LIFETIME,
  matchContext,
  RECOVERY_LIFETIME,
  type Recovery,
} from './recovery.ts';

/** "Send verification email", and "Resend the email": the newest link is the only one that works (row S1-39). */
export async function mailRecoveryLink(
  context: Context,
  flowToken: string,
  lostSerialNumber: string | undefined,
): Promise<undefined | Refusal> {
  const { store, digest, random, now, caller } = context;
  const open = await openForStep(context, flowToken);
  if (open instanceof Refusal) return open;
  // Ended by a device that was shown elsewhere, or by "this was not me": another begins with another sign-in.
  if (open.recovery?.state === 'cancelled') return refuse('FlowEnded');
  if (open.recovery !== undefined && open.recovery.state !== 'mail') return undefined;
  const { person, flow } = open;
  const address = recoveryAddressOf(person);
  if (address === undefined) return refuse('RecoveryNotOffered');

  const earlier = open.recovery;
  const begun = earlier ?? (await begin(context, open, lostSerialNumber));
  const token = random.token();
  const notMe = await notMeToken(context, begun);
  const sentence = 'Somebody who knows your password asked to sign in without your MFA device.';
  const stop = notMeLink(context, notMe);
  const mail = await linkMail(context, address, verificationLetter(context, person, token, notMe), {
    uselessAfter: now + LINK_LIFETIME,
    // Late is no reason not to be told that somebody knows one's password.
    afterwards: noticeLetter(context, person, person, sentence, stop),
  });
  const recovery: Recovery = {
    ...begun,
    mailId: mail.id,
    mailedAt: now,
    mailOutcome: undefined,
    linkExpiresAt: now + LINK_LIFETIME,
    expiresAt: now + RECOVERY_LIFETIME,
    cancellableUntil: now + CANCELLABLE_FOR,
  };
  const told = await composeNoticeWithLink(context, person, person, sentence, stop);
  const outcome = await store.mailLink(
    {
      recovery,
      mail,
      linkHash: await digest.sha256(token),
      cancelHash: await digest.sha256(notMe),
      network: networkOf(caller.address),
    },
    {
      ...success(context, 'Recovery.Mail', {
        accountId: person.accountId,
        actorId: person.id,
        resource: recovery.id,
        authority: byFlow(flow.tokenHash),
      }),
      // The address that gets the link is told by it.
      notice:
        earlier === undefined ? { ...told, mails: told.mails.filter(({ to }) => to !== address) } : undefined,
    },
  );
  if (outcome === 'mailed') return undefined;
  if (outcome === 'ended') return refuse('FlowEnded');
  return (await tooManyMails(context, person.id)) ?? refuse('TooManyAttempts', { retryAfter: 1 });
}

/** What the steps of a recovery rest on: the flow still waits for its second factor. */
export function byFlow(flowHash: string): Authority {
  const asked = { policyVersion: undefined, over: undefined, proven: false, orRecovered: false };
  return { by: 'flow', id: flowHash, ...asked };
}

async function begin(
  context: Context,
  { flow, person, devices }: OpenRecovery,
  lostSerialNumber: string | undefined,
): Promise<Recovery> {
  const { random, seal, now } = context;
  const id = newUniqueId('RCVR', random);
  const lost = devices.find(({ serialNumber }) => serialNumber === lostSerialNumber);
  return {
    id,
    flowHash: flow.tokenHash,
    personId: person.id,
    state: 'mail',
    lost: lost && { serialNumber: lost.serialNumber, kind: lost.kind },
    sealedMatchNumber: await seal.seal(newMatchNumber(context), matchContext(id)),
    sealedCancelToken: await seal.seal(bytesOf(random.token()), cancelContext(id)),
    // What the first mail sets.
    ...{ mailId: '', mailedAt: now, mailOutcome: undefined, linkExpiresAt: now },
    ...{ challengeId: undefined, readyAt: undefined },
    ...{ startedAt: now, expiresAt: now, cancellableUntil: now },
  };
}
