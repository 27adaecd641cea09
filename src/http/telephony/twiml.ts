import type { Speech } from '../../core/phone/speech.ts';

/** Where a call goes on. */
export interface Onward {
  readonly ask: string;
  readonly digits: string;
}

/** Says nothing and ends: to whatever was said already. */
export const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** What a call says, in the carrier's language. */
export function twiml({ lines, next }: Speech, onward: Onward): string {
  if (lines.length === 0) return NOTHING;
  const said = lines.map(line => `<Say language="en-US">${escaped(line)}</Say>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${inside(said, next, onward)}</Response>`;
}

function inside(said: string, next: Speech['next'], { ask, digits }: Onward): string {
  switch (next) {
    case 'go-on':
      return `${said}<Redirect method="POST">${escaped(ask)}</Redirect>`;
    case 'gather':
      // Without the last attribute a caller who keys nothing would never be reported.
      return `<Gather input="dtmf" numDigits="6" timeout="15" method="POST" action="${escaped(digits)}" actionOnEmptyResult="true">${said}</Gather>`;
    case 'hang-up':
      return `${said}<Hangup/>`;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
