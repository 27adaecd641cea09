/** The words of the help page; no other page loads them. */
import { contact, lost } from './messages-help-lost.ts';

export const helpTitle = 'Help with MFA devices';
export const helpIntro = 'How MFA devices work here, and what to do when one does not.';
export const helpTopics = 'Topics';
export const helpHome = 'Go to Sallyport';

/** A part of a topic: a sentence or two, or one of the following. */
export type Part =
  | string
  | { list: string[] }
  | { steps: string[] }
  | { important: string }
  | { commands: string[] }
  | { links: [href: string, label: string][] }
  | { heading: string };

export interface Topic {
  /** Other pages link to it. */
  id: string;
  title: string;
  parts: Part[];
}

export const topics: Topic[] = [
  {
    id: 'devices',
    title: 'Kinds of MFA device',
    parts: [
      {
        list: [
          'A virtual MFA device is an authenticator app. You read a six-digit code and type it when you are asked.',
          'A hardware MFA device is a token with a display. You read its code and type it, as with an app.',
          'A FIDO security key or passkey shows no code. You touch it, or use your fingerprint, face or PIN; it answers Sallyport in your place.',
        ],
      },
      "Tokens and security keys are physical devices that one buys. Every device belongs to one person at a time, and a code of somebody else's device lets nobody in.",
    ],
  },
  {
    id: 'sign-in',
    title: 'Using MFA devices with your sign-in page',
    parts: [
      {
        steps: [
          'Choose who you are: the root user with an e-mail address, or a user with a user name. If an account ID is asked, your administrator knows it.',
          'Type your password on the next page.',
          'Choose one of your devices, then type the code that it shows or touch it. Each code works once.',
        ],
      },
      'The page remembers who signed in last. If it opens with "Sign in as user" and asks for a user name, and where there are several accounts also for the account, a user signed in before you, and your browser opens the page of that account every time. The owner cannot sign in there. "Sign in to a different account" and "Sign in using root user email" bring the choice back.',
      'You may see "Sign in using MFA", "Troubleshoot MFA" or "Troubleshoot your authentication device" elsewhere: other words for the same things.',
    ],
  },
  {
    id: 'permissions',
    title: 'Permissions required',
    parts: [
      {
        list: [
          'Users to whom the policy ManageOwnMFA is attached, as it is to every new one, may assign, rename, resync and deactivate devices of their own; so may the owner. For all but a resync, Sallyport asks for a proof that it is you, not older than 15 minutes.',
          'Administrators may do the same for other users, never for the owner.',
          "The owner's devices are managed on these pages only, not by command line or API.",
        ],
      },
      'A recommendation for administrators: everybody who uses a virtual or hardware device may call ResyncMFADevice for it. Give them a small tool that does, and they help themselves whenever a device is out of sync.',
    ],
  },
  {
    id: 'policies',
    title: 'Policies and access keys',
    parts: [
      'Policies say what a user may do, in the language of AWS. ManageOwnMFA and AdministratorAccess come with Sallyport; others are written for one user. What no policy allows is denied, and what one denies no other allows. Administrators find them under "Users", the user\'s name, "Permissions", and can try there what they say before they save one.',
      'With an access key the AWS command line and AWS SDKs sign requests in the name of a user. Users make theirs under "My security credentials", "Access keys"; the owner has none. A key is not an MFA device: what needs one takes the credentials that GetSessionToken gives for a code.',
      { links: [['/docs#GetSessionToken', 'Reference: GetSessionToken']] },
    ],
  },
  {
    id: 'assign',
    title: 'Assigning a device',
    parts: [
      'For yourself, also as the owner:',
      {
        steps: [
          'Open the menu under your name, upper right, and choose "My security credentials".',
          'Under "Multi-factor authentication (MFA)", choose "Assign MFA device" or, if you have one already, "Manage MFA device".',
          'Choose the kind of device and "Continue".',
          'For an app, scan the QR code. For a token, type the serial number, which is usually on its back. Then type two codes in a row: wait 30 seconds for the second, and press the button of the token again if it has one.',
          'Choose "Assign MFA".',
        ],
      },
      'You need the device in your hand. The owner should review the contact information of the account first, and make sure to have access to its e-mail address and phone number.',
      {
        links: [
          ['/credentials#contact', 'Contact information'],
          ['#lost', 'What if an MFA device is lost or stops working?'],
        ],
      },
      'For another user: administrators choose "Users", then the user\'s name, then "Security credentials".',
      'By command line, for a token of the inventory or a virtual device that was created before:',
      {
        commands: [
          'sallyport enable-mfa-device --user-name Richard --serial-number ABCD12345678 --authentication-code1 123456 --authentication-code2 987654',
        ],
      },
    ],
  },
  {
    id: 'resync',
    title: 'When a device is out of sync',
    parts: [
      'Virtual and hardware devices compute their codes from their clocks. Sallyport follows a clock that drifts, at every sign-in. A device that was not used for long may have drifted too far: its codes are not accepted.',
      'Security keys do not go out of sync. One that is lost or broken can be deactivated.',
      { links: [['#deactivate', 'Deactivating an MFA device for another user']] },
      'Two codes in a row bring a device back. There are five places for them:',
      {
        steps: [
          'While you sign in, after your password: "Troubleshoot MFA", then "Re-sync my device" under "Re-Sync With Our Servers".',
          'Once you are signed in: "My security credentials", then "Resync" beside the device.',
          'Your administrator: "Users", your name, "Security credentials", "Manage", then "Resync".',
          'The command line: resync-mfa-device.',
          'The API: ResyncMFADevice.',
        ],
      },
      {
        important:
          'Submit the codes immediately after the second one appears. On these pages, codes that come too late may be accepted and leave the device out of sync; then resync it again. By command line and API it is the same: codes of the last hour are taken, older ones fail with an error, so check with the next code.',
      },
    ],
  },
  {
    id: 'programs',
    title: 'Command line and API',
    parts: [
      'Make an API key under "My security credentials". The command line finds it in its environment:',
      {
        commands: [
          'export SALLYPORT_ENDPOINT_URL={origin}',
          'export SALLYPORT_API_KEY=...',
          'sallyport resync-mfa-device --user-name Richard --serial-number arn:aws:iam::123456789012:mfa/RichardsMFA --authentication-code1 123456 --authentication-code2 987654',
        ],
      },
      'The API takes the same as JSON:',
      {
        commands: [
          'POST {origin}/api/actions/ResyncMFADevice\nAuthorization: Bearer ...\nContent-Type: application/json\n\n{"UserName": "Richard", "SerialNumber": "ABCD12345678",\n "AuthenticationCode1": "123456", "AuthenticationCode2": "987654"}',
        ],
      },
      'The serial number of a virtual device begins with "arn:". That of a token is what its maker printed on it, typically four letters and some digits.',
      { links: [['/docs', 'Reference: every action, with examples to copy']] },
    ],
  },
  {
    id: 'deactivate',
    title: 'Deactivating an MFA device for another user',
    parts: [
      'Administrators do it, in the same way for every kind of device:',
      {
        steps: [
          'Choose "Users", then the user\'s name, then "Security credentials".',
          'Choose "Manage" beside the device, then "Deactivate" and "Continue".',
          'Confirm with "Deactivate". The device no longer signs in, and the sessions that were made with it end.',
        ],
      },
      'By command line:',
      {
        commands: [
          'sallyport deactivate-mfa-device --user-name Richard --serial-number arn:aws:iam::123456789012:mfa/RichardsMFA',
        ],
      },
    ],
  },
  {
    id: 'replace',
    title: 'Replacing a device',
    parts: [
      {
        steps: [
          'Deactivate the old device. From then on its codes are refused, and it can be assigned again.',
          'Assign the new one.',
        ],
      },
      'If you may have several devices, you can assign the new one first.',
      {
        links: [
          ['/credentials', 'Replace a device of your own, also as the owner'],
          ['/users', 'Replace a device of a user'],
          ['#assign', 'Assigning a device'],
        ],
      },
    ],
  },
  lost,
  contact,
  {
    id: 'buy',
    title: 'Where to get devices',
    parts: [
      'Any authenticator app works that knows TOTP. So does any hardware token made to RFC 6238, with six or eight digits; its maker sends the secrets in a CSV or PSKC file, which an administrator imports. Security keys must know FIDO2. Sallyport prefers no maker.',
      {
        links: [
          ['https://www.rfc-editor.org/rfc/rfc6238', 'TOTP: the specification'],
          ['https://openauthentication.org/', 'OATH: makers of certified tokens'],
          ['https://www.w3.org/TR/webauthn-2/', 'WebAuthn: the specification'],
          [
            'https://fidoalliance.org/certification/fido-certified-products/',
            'FIDO: certified security keys',
          ],
        ],
      },
    ],
  },
];
