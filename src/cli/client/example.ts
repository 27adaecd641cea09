import type { Command } from './commands.ts';
import type { Parameter } from './parameters.ts';

/** What stands in examples; the values are those of the AWS CLI's own page (S3-37). */
const VALUES: Readonly<Record<string, string>> = {
  UserName: 'Bob',
  SerialNumber: 'arn:aws:iam::210987654321:mfa/BobsMFADevice',
  AuthenticationCode: '123456',
  AuthenticationCode1: '123456',
  AuthenticationCode2: '987654',
  TokenCode: '123456',
  PolicyDocument: 'file://policy.json',
  PolicyArn: 'arn:aws:iam::aws:policy/ManageOwnMFA',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  Email: 'bob@example.com',
  PhoneNumber: '+4930901820',
  Url: 'https://example.com/hook',
};

/** One line an option, as somebody would type it; optional ones only where they make the example worth reading. */
export function exampleOf({ name, parameters }: Command): string {
  const shown = parameters.filter(
    ({ member, required, secret }) => !secret && (required || member === 'UserName'),
  );
  const lines = shown.map(parameter => [parameter.flag, sampleValue(parameter)].filter(Boolean).join(' '));
  return [`sallyport ${name}`, ...lines].join(' \\\n      ');
}

function sampleValue({ member, type, choices, schema }: Parameter): string {
  const known = VALUES[member] ?? choices?.[0];
  if (known !== undefined) return known;
  if (type === 'boolean') return '';
  if (type === 'integer') return '1';
  if (type === 'string') return member.endsWith('Name') ? 'example' : `<${member}>`;
  const { properties = {} } = type === 'list' ? (schema.items ?? {}) : schema;
  const pairs = Object.keys(properties).map(inner => `${inner}=${inner.toLowerCase()}`);
  return pairs.length > 0 ? pairs.join(',') : 'example';
}
