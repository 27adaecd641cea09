import * as say from '../messages.ts';

const OWN = ['arn:aws:iam::*:user*/$', '{aws:username}'].join('');

function document(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2);
}

/** To begin with; each is a whole policy. */
export const EXAMPLES = [
  {
    value: 'resync',
    label: say.exampleResync,
    text: document({
      Sid: 'KeepOwnDevicesInStep',
      Effect: 'Allow',
      Action: ['iam:GetMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice'],
      Resource: OWN,
    }),
  },
  {
    value: 'mfa',
    label: say.exampleMfa,
    text: document({
      Sid: 'NothingElseWithoutMfa',
      Effect: 'Deny',
      NotAction: ['iam:ListMFADevices', 'iam:ListVirtualMFADevices', 'iam:ResyncMFADevice'],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
  },
  {
    value: 'help-desk',
    label: say.exampleHelpDesk,
    text: document(
      { Sid: 'FindPeople', Effect: 'Allow', Action: ['iam:GetUser', 'iam:List*'], Resource: '*' },
      {
        Sid: 'MendTheirDevices',
        Effect: 'Allow',
        Action: ['iam:GetMFADevice', 'iam:ResyncMFADevice', 'iam:UnlockMFADevice'],
        Resource: '*',
        Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
      },
    ),
  },
  {
    value: 'network',
    label: say.exampleNetwork,
    text: document({
      Sid: 'LookFromTheOffice',
      Effect: 'Allow',
      Action: ['iam:Get*', 'iam:List*'],
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    }),
  },
] as const;
