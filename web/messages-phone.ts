/** The words of the phone of development; no other page loads them. */

export const phonePage = 'Phone';
export const phoneIntro =
  'A phone for trying this gateway: its calls and messages end here. Only development shows it, and only on this machine.';
export const toOutbox = 'Outbox: the mails of this gateway';
export const handset = 'Handset';
export const idle = 'Nobody is calling.';
export const idleHint = 'When a page says "Call me now", this phone rings.';
export const incoming = 'Incoming call';
export const onCall = 'On the line';
export const caller = 'from Sallyport';
export const callTo = 'to {number}';
export const answer = 'Answer';
export const decline = 'Decline';
export const voicemail = 'Let voicemail answer';
export const hangUp = 'Hang up';
export const voice = 'The voice says';
export const silence = 'Nothing yet';
export const keypad = 'Keypad';
export const key = 'Key {key}';
export const keyed = 'Keyed in';
export const messages = 'Messages';
export const noMessages = 'No messages yet.';
export const earlier = 'Earlier calls';
export const noEarlier = 'No calls yet.';
export const purposes: Record<string, string> = {
  recovery: 'Sign-in without a device',
  verification: 'Verifying a number',
};
export const outcomes = {
  placing: 'On its way',
  ringing: 'Ringing',
  answered: 'Answered',
  asked: 'Asked for digits',
  verified: 'Right digits',
  wrong: 'Wrong digits',
  early: 'Digits too early',
  machine: 'Voicemail',
  unanswered: 'Not answered',
  busy: 'Busy',
  failed: 'Failed',
} as const;
