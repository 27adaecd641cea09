/** The words of access keys and permissions. Imported as part of messages.ts. */

// Access keys
export const accessKeys = 'Access keys';
export const accessKeysIntro =
  'For the AWS command line and AWS SDKs, which sign each request with one. Whoever has a key needs neither your password nor your device.';
export const userAccessKeysIntro =
  'With them the AWS command line and AWS SDKs sign requests in the name of {name}.';
export const ownerHasNoAccessKeys =
  'The root user has none: it may do everything, and a key in a file could not be told from it. Create a user for programs, and give it the permissions that they need.';
export const noAccessKeys = 'No access keys.';
export const createAccessKey = 'Create access key';
export const createAccessKeyBody =
  'The key can do what your permissions allow, except what needs the console. Its secret is shown once.';
export const createAccessKeyForBody =
  'The key can do what the permissions of {name} allow, except what needs the console. Its secret is shown once, to you.';
export const accessKeysFull =
  'Two access keys are the most: one in use, and the one that replaces it. Delete one to make another.';
export const administratorMakesOwn = 'An administrator makes his own access keys.';
export const keyActive = 'Active';
export const keyInactive = 'Inactive';
export const service = 'Service';
export const region = 'Region';
export const activate = 'Activate';
export const accessKeyActivated = 'The access key {id} is active.';
export const accessKeyDeactivated = 'The access key {id} is inactive.';
export const deactivateAccessKeyBody =
  'Programs that use this key are refused, and sessions that were opened with it end. You can activate it again.';
export const activateAccessKeyTitle = 'Activate {name}?';
export const activateAccessKeyBody = 'Programs that have this key can use it again.';
export const deleteAccessKeyBody =
  'Programs that use this key are refused for good, and sessions that were opened with it end. To try what depends on it, deactivate it first.';
export const accessKeyDeleted = 'The access key {id} is deleted.';

// A new one
export const newAccessKey = 'New access key';
export const secretOnce = 'The secret is shown only now. Copy it or download it before you close this.';
export const accessKeyId = 'Access key ID';
export const secretAccessKey = 'Secret access key';
export const copyAccessKeyId = 'Copy access key ID';
export const copySecretAccessKey = 'Copy secret access key';
export const downloadCredentials = 'Download credentials file';
export const credentialsFileUse =
  'Put the file where the AWS command line looks for it, ~/.aws/credentials, or add its lines to the one that is there. Then try:';
export const copyCommand = 'Copy command';
export const haveSaved = 'I have saved it';
