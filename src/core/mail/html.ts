import type { Part } from './letter.ts';

/** No colours but the button's own and a grey that is half seen through: readers in dark mode keep theirs. */
const BODY =
  "margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const PANEL = 'max-width:560px;margin:0 auto';
const HEADING = 'margin:0 0 16px;font-size:20px;line-height:1.3';
const PARAGRAPH = 'margin:0 0 16px';
const FACTS = 'margin:0 0 16px;padding:4px 0 4px 14px;border-left:3px solid rgba(128,128,128,.45)';
const FACT = 'margin:4px 0;overflow-wrap:anywhere';
const NUMBER =
  "margin:0 0 16px;font:700 34px/1.2 ui-monospace,Menlo,Consolas,'Courier New',monospace;letter-spacing:.12em";
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b655b;color:#ffffff;font-weight:600;text-decoration:none';
const QUIET_BUTTON =
  'display:inline-block;padding:11px 19px;border-radius:8px;border:1px solid rgba(128,128,128,.6);color:inherit;font-weight:600;text-decoration:none';
const ADDRESS = 'margin:0 0 16px;font-size:14px;overflow-wrap:anywhere';

/**
 * The same parts as HTML: no images, no scripts, nothing that is fetched, so that opening a mail tells nobody that it
 * was opened. Everything but our own markup is escaped (D9).
 */
export function htmlOf(subject: string, parts: readonly Part[]): string {
  const title = escaped(subject);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${title}</title>`,
    '</head>',
    `<body style="${BODY}">`,
    `<div style="${PANEL}">`,
    `<h1 style="${HEADING}">${title}</h1>`,
    ...parts.map(elementOf),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function elementOf(part: Part): string {
  if (typeof part === 'string') return `<p style="${PARAGRAPH}">${escaped(part)}</p>`;
  if ('number' in part) return `<p style="${NUMBER}">${escaped(part.number)}</p>`;
  if ('facts' in part) {
    const lines = part.facts.map(
      ([name, value]) => `<p style="${FACT}"><strong>${escaped(name)}:</strong> ${escaped(value)}</p>`,
    );
    return [`<div style="${FACTS}">`, ...lines, '</div>'].join('\n');
  }
  const url = escaped(part.button.url);
  const look = part.button.quiet ? QUIET_BUTTON : BUTTON;
  return [
    `<p style="${PARAGRAPH}"><a href="${url}" style="${look}">${escaped(part.button.label)}</a></p>`,
    // For readers who want to see where it goes, and for those whose buttons do nothing.
    `<p style="${ADDRESS}">${url}</p>`,
  ].join('\n');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}
