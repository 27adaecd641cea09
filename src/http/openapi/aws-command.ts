import { kebabCase } from '../../core/actions/kebab-case.ts';

/** The operations of AWS that are actions here, and which of their parameters its command line knows. */
const KNOWN: Readonly<Record<string, string>> = {
  ResyncMFADevice: 'UserName SerialNumber AuthenticationCode1 AuthenticationCode2',
  EnableMFADevice: 'UserName SerialNumber AuthenticationCode1 AuthenticationCode2',
  DeactivateMFADevice: 'UserName SerialNumber',
  ListMFADevices: 'UserName',
  ListVirtualMFADevices: 'AssignmentStatus',
  CreateVirtualMFADevice: 'Path VirtualMFADeviceName Tags',
  DeleteVirtualMFADevice: 'SerialNumber',
  GetMFADevice: 'UserName SerialNumber',
  TagMFADevice: 'SerialNumber Tags',
  UntagMFADevice: 'SerialNumber TagKeys',
  ListMFADeviceTags: 'SerialNumber',
  GetUser: 'UserName',
  ListUsers: 'PathPrefix',
  CreateUser: 'Path UserName Tags',
  UpdateUser: 'UserName NewPath NewUserName',
  DeleteUser: 'UserName',
  CreateAccessKey: 'UserName',
  ListAccessKeys: 'UserName',
  UpdateAccessKey: 'UserName AccessKeyId Status',
  DeleteAccessKey: 'UserName AccessKeyId',
  GetAccessKeyLastUsed: 'AccessKeyId',
  CreateLoginProfile: 'UserName Password PasswordResetRequired',
  GetLoginProfile: 'UserName',
  UpdateLoginProfile: 'UserName Password PasswordResetRequired',
  DeleteLoginProfile: 'UserName',
  ChangePassword: 'OldPassword NewPassword',
  GetAccountSummary: '',
  CreateAccountAlias: 'AccountAlias',
  ListAccountAliases: '',
  DeleteAccountAlias: 'AccountAlias',
  PutUserPolicy: 'UserName PolicyName PolicyDocument',
  GetUserPolicy: 'UserName PolicyName',
  ListUserPolicies: 'UserName',
  DeleteUserPolicy: 'UserName PolicyName',
  AttachUserPolicy: 'UserName PolicyArn',
  DetachUserPolicy: 'UserName PolicyArn',
  ListAttachedUserPolicies: 'UserName PathPrefix',
  SimulatePrincipalPolicy: 'PolicySourceArn ActionNames ResourceArns ContextEntries',
  GetCallerIdentity: '',
  GetSessionToken: 'DurationSeconds SerialNumber TokenCode',
};

/** What the command line of AWS wants beside the operation's parameters. */
const BESIDE: Readonly<Record<string, string>> = {
  CreateVirtualMFADevice: '--outfile QRCode.png --bootstrap-method QRCodePNG',
};

/** The same request by the command line of AWS; undefined where AWS has no such operation. */
export function awsCommand(
  name: string,
  service: string,
  input: Readonly<Record<string, unknown>>,
  origin: string,
): string | undefined {
  const members = KNOWN[name]?.split(' ');
  if (members === undefined) return undefined;
  const options = Object.entries(input)
    .filter(([member]) => members.includes(member))
    .map(([member, value]) => option(kebabCase(member), value));
  const command = `aws ${service} ${kebabCase(name)}`;
  const endpoint = `--endpoint-url ${quoted(origin)}`;
  return [command, endpoint, ...options, ...(BESIDE[name] ? [BESIDE[name]] : [])].join(' \\\n  ');
}

function option(flag: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? `--${flag}` : `--no-${flag}`;
  return `--${flag} ${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`;
}

/** One word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
