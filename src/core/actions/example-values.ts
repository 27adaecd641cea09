import type { JsonSchema } from './json-schema.ts';

const MOMENT = '2026-01-02T03:04:05.000Z';

/**
 * What stands in examples for a member of that name, in any action. Where a name means one thing everywhere, so does
 * its example; that each is accepted by the schema it is shown for is tested.
 */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  // people
  UserName: 'Richard',
  NewUserName: 'Richard.Roe',
  UserId: 'AIDAEXAMPLEEXAMPLE234',
  Arn: 'arn:aws:iam::123456789012:user/Richard',
  Path: '/',
  Email: 'richard@example.com',
  ContactEmail: 'richard@example.com',
  OldPassword: 'the old password',
  NewPassword: 'a new and long password',
  Password: 'a long password',
  InitialPassword: 'shown-this-once',
  LockedMFADevices: 0,
  MFADevices: 1,
  // devices
  SerialNumber: 'arn:aws:iam::123456789012:mfa/RichardsMFA',
  SerialNumberPrefix: 'GAHT',
  VirtualMFADeviceName: 'RichardsMFA',
  DeviceName: "Richard's phone",
  AuthenticationCode: '123456',
  AuthenticationCode1: '123456',
  AuthenticationCode2: '987654',
  TokenCode: '123456',
  Base32StringSeed: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  OtpauthUri: 'otpauth://totp/Sallyport:Richard?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Sallyport',
  QRCodePNG: 'iVBORw0KGgo...',
  Drift: -1,
  StepsPerDay: -0.1,
  Period: 30,
  PreSharedKey: '000102030405060708090a0b0c0d0e0f',
  Imported: 500,
  Line: 7,
  Reason: 'The secret is no hexadecimal and no base32 text.',
  Tags: [{ Key: 'Team', Value: 'Night shift' }],
  TagKeys: ['Team'],
  // sessions, keys and webhooks
  SessionId: 'SESSEXAMPLEEXAMPLE234',
  UserAgent: 'curl/8.5.0',
  Address: '198.51.100.7',
  LastUsedFrom: '198.51.100.7',
  Place: 'Berlin, DE',
  Name: 'nightly import',
  APIKeyId: 'SKEYEXAMPLEEXAMPLE234',
  AccessKeyId: 'AKIAEXAMPLEEXAMPLE23',
  SecretAccessKey: 'shown-this-once',
  SessionToken: 'shown-this-once',
  Secret: 'shown-this-once',
  ServiceName: 'iam',
  Region: 'us-east-1',
  DurationSeconds: 3600,
  WebhookId: 'HOOKEXAMPLEEXAMPLE234',
  Url: 'https://example.com/events',
  // policies
  PolicyName: 'ReadUsers',
  PolicyArn: 'arn:aws:iam::aws:policy/ManageOwnMFA',
  PolicyDocument:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:GetUser"],"Resource":"*"}]}',
  PolicyNames: ['ReadUsers'],
  PolicySourceArn: 'arn:aws:iam::123456789012:user/Richard',
  ActionNames: ['iam:ListUsers'],
  EvalActionName: 'iam:ListUsers',
  EvalResourceName: '*',
  SourcePolicyId: 'ReadUsers',
  MissingContextValues: [],
  VersionId: 'v1',
  Document:
    '{"Version":"2012-10-17","Statement":[{"Sid":"Everything","Effect":"Allow","Action":"*","Resource":"*"}]}',
  // the account
  AccountId: '123456789012',
  Account: '123456789012',
  Alias: 'example',
  AccountAlias: 'example',
  AccountAliases: ['example'],
  MFADevicesPerUser: 8,
  RecoveryDelayHours: 24,
  SupportContact: 'Help desk, +49 30 901820',
  // phones
  PhoneNumber: '+4930901820',
  PrimaryContactPhone: '+4930901820',
  VerificationId: 'CALLEXAMPLEEXAMPLE234',
  Code: '12345678',
  // security keys
  Options: { challenge: 'Y2hhbGxlbmdl' },
  clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
  clientExtensionResults: {},
  attestationObject: 'o2NmbXRkbm9uZQ',
  authenticatorAttachment: 'cross-platform',
  rawId: '5f0c1b9e-3d0f-4f0e-9a55-0c9a3f1f4d11',
  transports: ['usb'],
  // every answer
  id: '5f0c1b9e-3d0f-4f0e-9a55-0c9a3f1f4d11',
  IsTruncated: false,
};

/** The schema's own, or the name's; undefined where the name has none of the type that the schema wants. */
export function exampleValue(name: string, { type, format, examples }: JsonSchema): unknown {
  if (format === 'date-time') return MOMENT;
  const example = examples?.[0] ?? EXAMPLES[name];
  const fits =
    type === undefined || type === typeOf(example) || (type === 'integer' && Number.isInteger(example));
  return fits ? example : undefined;
}

function typeOf(example: unknown): string {
  return Array.isArray(example) ? 'array' : typeof example;
}
