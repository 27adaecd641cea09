import type { Page } from 'playwright-core';
import type { Client } from './client.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import { button, dialog, heading } from './pages.ts';
import type { PersonWithDevice } from './people.ts';

// What an administrator does on the page of a user.
export const told = (page: Page, sentence: string) =>
  page.locator('output.told', { hasText: sentence }).waitFor();

/** From the top bar, as a person gets there. */
export async function openUser(page: Page, gateway: Gateway, name: string): Promise<void> {
  await page.goto(`${gateway.origin}/`);
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await heading(page, name).waitFor();
}

/** "Manage", beside the device; what to do; "Continue". */
export async function manage(page: Page, task: string): Promise<void> {
  await page.getByRole('button', { name: /^Manage/ }).click();
  await heading(page, 'Manage MFA device').waitFor();
  await dialog(page).getByRole('radio', { name: task }).check();
  await button(page, 'Continue').click();
}

const grouped = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;

export async function typeTwo(page: Page, { device }: PersonWithDevice, first: number): Promise<void> {
  await page.getByLabel('MFA code 1').fill(grouped(await device.codeAt(first)));
  await page.getByLabel('MFA code 2').fill(grouped(await device.codeAt(first + 1)));
}

export async function check(page: Page, { device }: PersonWithDevice, step: number): Promise<void> {
  await heading(page, 'Is it in sync?').waitFor();
  // The last digit submits.
  await page.getByLabel('MFA code', { exact: true }).fill(await device.codeAt(step));
}

export async function driftOf(client: Client, SerialNumber: string, UserName?: string): Promise<number> {
  const answer = await client.action<{ Clock: { Drift: number } }>('GetMFADevice', {
    UserName,
    SerialNumber,
  });
  return data(answer).Clock.Drift;
}
