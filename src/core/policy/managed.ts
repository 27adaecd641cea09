/** The policies that come with the gateway, by name; nobody changes them. */
export const MANAGED_POLICIES: ReadonlyMap<string, string> = new Map([
  ['AdministratorAccess', show([{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }])],
  [
    'ManageOwnMFA',
    show([
      {
        Sid: 'OneselfAlone',
        Effect: 'Allow',
        Action: [
          'iam:BeginFIDORegistration',
          'iam:BeginPhoneVerification',
          'iam:ChangePassword',
          'iam:CheckMFADevice',
          'iam:CreateAPIKey',
          'iam:CreateAccessKey',
          'iam:DeactivateMFADevice',
          'iam:DeleteAPIKey',
          'iam:DeleteAccessKey',
          'iam:EnableMFADevice',
          'iam:EndAllSessions',
          'iam:EndSession',
          'iam:FinishFIDORegistration',
          'iam:FinishPhoneVerification',
          'iam:GetAccessKeyLastUsed',
          'iam:GetContactInformation',
          'iam:GetLoginProfile',
          'iam:GetMFADevice',
          'iam:GetPhoneVerification',
          'iam:GetUser',
          'iam:ListAPIKeys',
          'iam:ListAccessKeys',
          'iam:ListMFADevices',
          'iam:ListSessions',
          'iam:RenameMFADevice',
          'iam:ResyncMFADevice',
          'iam:SetContactEmail',
          'iam:UnlockMFADevice',
          'iam:UpdateAccessKey',
        ],
        // A path may stand before the name, and names have no slash.
        Resource: 'arn:aws:iam::*:user*/${aws:username}',
      },
      {
        Sid: 'OwnVirtualDevices',
        Effect: 'Allow',
        Action: [
          'iam:CreateVirtualMFADevice',
          'iam:DeleteVirtualMFADevice',
          'iam:ListMFADeviceTags',
          'iam:TagMFADevice',
          'iam:UntagMFADevice',
        ],
        // Whose a device is, is not in its ARN: the actions look.
        Resource: 'arn:aws:iam::*:mfa/*',
      },
      {
        Sid: 'TheAccountAtAGlance',
        Effect: 'Allow',
        Action: ['iam:GetAccount', 'iam:ListAccountAliases', 'iam:ListVirtualMFADevices'],
        Resource: '*',
      },
    ]),
  ],
]);

function show(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 4);
}
