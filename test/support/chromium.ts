import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { requireProgram } from './programs.ts';

/** Chromium refuses its sandbox to root, which is who runs tests in most containers. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: requireProgram('chromium'), args });
}

export interface Tab {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: script errors, blocked content, failed requests for files. */
  complaints: string[];
}

/** A new profile with one tab. */
export async function openTab(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Tab> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(`script: ${error.message}`));
  page.on('console', message => {
    // A refused API call is an answer that the page shows; the browser reports it as an error all the same.
    if (message.type() === 'error' && !message.location().url.includes('/api/'))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}
