import type * as z from 'zod';
import type { ActionName, Actions as Table } from '../src/core/actions/table.ts';
import type { ListedDevice, Step as SignInStep } from '../src/core/sign-in/input.ts';
import type { SessionView } from '../src/http/api/session.ts';

/**
 * The gateway's own types, by the names that the pages use. Types only: a value import would bring the whole
 * contract along, over 100 kB of it.
 */

type Input<Name extends ActionName> = z.input<Table[Name]['input']>;
type Output<Name extends ActionName> = z.output<Table[Name]['output']>;

/** Name of an action -> what goes in, what comes out. */
export type Actions = { [Name in ActionName]: [Input<Name>, Output<Name>] };

export type Step = SignInStep;
export type OfferedDevice = ListedDevice;
export type Session = SessionView;
export type SignInState = {
  setUp: boolean;
  severalAccounts: boolean;
  session: Session | null;
  step: Step | null;
};
export type Proof = { with: 'password' } | { with: 'mfa'; devices: OfferedDevice[] };

export type Device = Output<'ListMFADevices'>['MFADevices'][number];
export type DeviceKind = Device['Kind'];
export type VirtualDevice = Output<'ListVirtualMFADevices'>['VirtualMFADevices'][number];
export type NewVirtualDevice = Output<'CreateVirtualMFADevice'>['VirtualMFADevice'];
export type MeasuredDevice = Output<'GetMFADevice'>;
export type DeviceClock = NonNullable<MeasuredDevice['Clock']>;
export type ApiKey = Output<'ListAPIKeys'>['APIKeys'][number];
export type OpenSession = Output<'ListSessions'>['Sessions'][number];
export type User = Output<'ListUsers'>['Users'][number];
export type Account = Output<'GetAccount'>;
export type NewApiKey = Output<'CreateAPIKey'>['APIKey'];
export type AccessKey = Output<'ListAccessKeys'>['AccessKeyMetadata'][number];
export type NewAccessKey = Output<'CreateAccessKey'>['AccessKey'];
export type FleetDevice = Output<'ListMFADeviceClocks'>['MFADevices'][number];
export type HardwareToken = Output<'ListHardwareMFADevices'>['HardwareMFADevices'][number];
export type ImportReport = Output<'ImportHardwareMFADevices'>;
export type ContactInformation = Output<'GetContactInformation'>;
export type PhoneVerification = Output<'GetPhoneVerification'>;
export type Webhook = Output<'ListWebhooks'>['Webhooks'][number];
