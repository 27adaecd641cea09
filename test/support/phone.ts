import type { Answer, Client } from './client.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

export interface PhoneVerification {
  VerificationId: string;
  PhoneNumber: string;
  Mode: 'keypad' | 'spoken' | 'sms';
  Digits?: string;
  State: string;
  ExpiresAt: string;
}

export interface ContactInformation {
  Email?: string;
  ContactEmail?: string;
  ContactEmailConfirmed: boolean;
  PhoneNumber?: string;
  PhoneVerified: boolean;
  PrimaryContactPhone?: string;
  PrimaryContactPhoneVerified?: boolean;
  RecoveryBlockedUntil?: string;
  SelfServiceRecovery: boolean;
  SendsMail: boolean;
  PhoneMode: string | null;
}

export interface PhoneCall {
  id: string;
  number: string;
  mode: string;
  purpose: string;
  state: string;
  said: string[];
  createdAt: string;
}

export function beginVerification(client: Client, PhoneNumber?: string): Promise<Answer<PhoneVerification>> {
  return client.action('BeginPhoneVerification', PhoneNumber === undefined ? {} : { PhoneNumber });
}

export async function verificationOf(client: Client, VerificationId: string): Promise<PhoneVerification> {
  return data(await client.action<PhoneVerification>('GetPhoneVerification', { VerificationId }));
}

export async function contactOf(client: Client): Promise<ContactInformation> {
  return data(await client.action<ContactInformation>('GetContactInformation'));
}

/** The day that the limits look back on is over. */
export function forgetSends(gateway: Pick<Gateway, 'dataDir'>): void {
  withStoreFile(gateway, database => {
    database.exec('delete from sends');
    database.exec('update phone_challenges set created_at = created_at - 86400000');
    database.exec(`update phone_challenges set changed_at = changed_at - 86400000 where state = 'verified'`);
  });
}

/** A second passes on the line: long enough to hear a question. */
export function aSecondLater(gateway: Pick<Gateway, 'dataDir'>): void {
  withStoreFile(gateway, database =>
    database.exec('update phone_challenges set changed_at = changed_at - 1000'),
  );
}

/** Other digits than these. */
export function otherDigits(digits: string): string {
  return digits.replace(/./g, digit => String((Number(digit) + 1) % 10));
}
