/** The words of the API reference; no other page loads them. */

export const title = 'API reference';
export const intro =
  'Everything that these pages do with devices, users and keys, a program can do as well: each action is one request.';
export const home = 'Go to Sallyport';
export const help = 'Help';
export const failed = 'The reference could not be loaded.';

export const filter = 'Filter actions';
export const found = '{count} of {all} actions';
export const start = 'Getting started';
export const actions = 'Actions';
export const allActions = 'All actions';
export const noSuchAction = 'There is no action of this name: {name}';

export const howToCall = 'How to call an action';
export const howToCallText =
  'Send a POST request with a JSON object of its parameters. There are three ways to say who asks:';
export const ways = [
  [
    'An API key',
    'Make one under "My security credentials" and send it as "Authorization: Bearer". It is the simplest way for scripts.',
  ],
  [
    'An access key',
    'Sign the request with AWS Signature Version 4, as curl does with --aws-sigv4. The AWS command line and the AWS SDKs do it by themselves: give them the endpoint URL {origin}.',
  ],
  [
    'A session',
    'What runs on these pages is signed in already: the browser sends the cookie and the Origin header, which must be that of the gateway.',
  ],
] as const;
export const answers = 'What comes back';
export const answersText =
  'Every answer is JSON in one of two shapes. A change that has nothing to tell answers with the id of the request and its time.';
export const errorCodes = 'Error codes';
export const errorCodesText =
  'Programs should look at the code: it stays, while sentences may change. Some errors name the fields that are wrong, or the seconds after which trying again can succeed.';
export const code = 'Code';
export const status = 'Status';
export const meaning = 'Message';
export const document = 'The OpenAPI document that this page is made from';

export const consoleOnly =
  'API keys and long-term access keys may not do this. It takes a sign-in with MFA: on the pages, or by GetSessionToken with the code of a device.';
export const signedOnly = 'It takes a request that is signed with a long-term access key.';
export const browserOnly =
  'No program does this with a key: it takes the session of somebody who is signed in on the pages.';
export const important = 'Important';
export const parameters = 'Parameters';
export const noParameters = 'None. Send an empty object: {}';
export const fileParameters =
  'The body is the file. Parameters, if any, go as JSON in base64url into the header Sallyport-Input.';
export const parameter = 'Parameter';
export const type = 'Type';
export const rule = 'Rule';
export const required = 'required';
export const optional = 'optional';
export const request = 'Request';
export const signedHint =
  'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY hold an access key; any region will do.';
export const answer = 'Answer';
export const success = 'Success';
export const refusal = 'Error';
export const copyWhat = 'Copy: {what}';

export const types: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
};
export const listOf = 'list of {type}';
export const orNull = '{type} or null';
export const anyType = 'JSON';
export const oneOf = 'One of: {choices}.';
export const between = '{from} to {to}.';
export const atLeast = 'At least {from}.';
export const atMost = 'At most {to}.';
export const lengthBetween = '{from} to {to} characters.';
export const lengthAtMost = 'At most {to} characters.';
export const byDefault = 'Without it: {value}.';
