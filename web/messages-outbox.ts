/** The words of the outbox of development; no other page loads them. */

export const outbox = 'Outbox';
export const outboxIntro =
  'The mails that this gateway wrote, the newest first. Only development shows them, and only on this machine.';
export const toPhone = 'Phone: the calls and messages of this gateway';
export const noMails = 'No mail yet. One is written when something about a person changes.';
export const mailTo = 'To';
export const mailWritten = 'Written';
export const mailAsHtml = 'Show it as HTML';
export const mailOutcomes = {
  waiting: 'Waiting',
  sent: 'Sent',
  refused: 'Refused',
  'given-up': 'Given up',
  unsent: 'Not sent',
} as const;
