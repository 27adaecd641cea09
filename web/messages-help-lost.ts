import type { Topic } from './messages-help.ts';

/** The two topics for whoever fears to be, or is, without the device. */

export const lost: Topic = {
  id: 'lost',
  title: 'What if an MFA device is lost or stops working?',
  parts: [
    {
      list: [
        'It seems to work, but its codes are not accepted? An app or a hardware token may be out of sync. Two codes in a row bring it back.',
        'FIDO security keys do not go out of sync. One that does not work any more is replaced.',
        'You have another device? Sign in with that one; one of them is enough. Then deactivate the lost one.',
      ],
    },
    { links: [['#resync', 'When a device is out of sync']] },
    {
      important:
        'Assign several devices, so that losing one does not lock you out. Everybody, the owner too, may have up to eight, of any kinds together, unless the account allows fewer.',
    },
    { heading: 'You are the owner of the account' },
    'You can get back in by yourself. If the lost device was your only one, you prove with your e-mail and your phone that it is you. You need your password, the e-mail address of the account, and its primary contact phone, which must have been verified before.',
    {
      steps: [
        'On the sign-in page choose "Root user", type your e-mail address, and on the next page your password.',
        'If "Additional verification required" lists your devices, you may choose any of them and "Next". The pages differ by the kind of device: "Multi-factor authentication" asks for a code or for the key.',
        'On either page choose "Troubleshoot MFA". If your password is asked again, type it and choose "Sign in".',
        'On "Troubleshoot your authentication device" choose "Sign in using alternative factors".',
        'Choose "Send verification email". Open the link of the mail and confirm. No mail? Look into the spam folder, or choose "Resend the email".',
        'Choose "Call me now". The page shows six digits. Answer the phone, and key them in when the voice asks. (Your gateway may read a code to you, or send one as a message, instead.)',
        'No call? Choose "Sign in" to sign in again and start over, or ask for help as below.',
        'Choose "Sign in to the console". You are on the page "My security credentials", which tells you what to do next.',
      ],
    },
    'What comes next depends on what you lost:',
    {
      list: [
        'A virtual MFA device: remove the account from the app. Delete the old virtual device on "My security credentials" before you create a new one; it may have the same name.',
        'A FIDO security key: deactivate the old key on "My security credentials" before you enable a new one.',
        'A hardware token: contact whoever supplied it to have it repaired or replaced. Until the new one arrives, you can sign in with alternative factors each time. Then deactivate the old one, and assign the new one.',
      ],
    },
    {
      links: [
        ['/credentials#devices', 'My security credentials'],
        ['/credentials#your-password', 'Change your password'],
      ],
    },
    'The new device need not be of the same kind: use an authenticator app until a new key arrives.',
    {
      important:
        'Was the device lost or stolen? Then whoever has it may have your password, too. Once you are in and the new device is assigned, change your password.',
    },
    'Cannot reach the e-mail or the phone? An administrator can change the primary contact phone for you, under "My security credentials"; a user who is no administrator cannot. Otherwise ask whoever runs this gateway, or the contact that the sign-in page names: they can deactivate your devices (sallyport break-glass). That is recorded, and you are told.',
    { links: [['#contact', 'Phone and e-mail']] },
    { heading: 'You are a user' },
    'Unless the owner has opened it to everybody, users do not sign in with alternative factors. If you have another device, sign in with it; you need nobody for that. Otherwise:',
    {
      steps: [
        'Contact your administrator, or whoever gave you your user name and password, and ask to have the device deactivated. Then you can sign in without it.',
        'What comes next depends on the kind of device, as above: remove the account from the app, or have the key or the token replaced. Then assign a new device under "My security credentials". It need not be of the same kind.',
        'Was it lost or stolen? Then change your password as well.',
      ],
    },
    {
      links: [
        ['#deactivate', 'Deactivating an MFA device for another user'],
        ['/credentials#your-password', 'Change your password'],
      ],
    },
    { heading: 'Good to know' },
    {
      list: [
        '"Sign in using MFA", "Troubleshoot your authentication device" and "Troubleshoot MFA" are other words for the same things.',
        'The owner decides who may sign in with alternative factors, and can close it for everybody: "My security credentials", "Lost devices". There may be a waiting time, in which every address of yours is told and can cancel.',
        'It is closed for three days after the password was reset by mail, and for a day after an e-mail address or phone number was changed, and after somebody said "this was not me". After ten wrong codes in a row it stays closed until you sign in with a device or an administrator opens it.',
        'Your password alone, your mailbox alone or your phone alone lets nobody in, and none of it works for other people.',
      ],
    },
  ],
};

export const contact: Topic = {
  id: 'contact',
  title: 'Phone and e-mail',
  parts: [
    'With them you get back in when a device is lost, and to them we send notices. Keep both up to date.',
    {
      steps: [
        'Open "My security credentials", then "Contact information".',
        'E-mail: type the address. We send a link to it; it counts once you have opened it and confirmed.',
        'Phone: type the number with its country code, or choose "Verify" for the one that is there. We call or text it at once, and it counts when you answered.',
      ],
    },
    'Whenever one of them changes, the old address is told, and for a day nobody signs in with alternative factors.',
    "Administrators can change the owner's primary contact phone there, too. Whoever changes it must answer the new number at that moment.",
    {
      links: [
        ['/credentials#contact', 'Contact information'],
        ['#lost', 'What if an MFA device is lost or stops working?'],
      ],
    },
    { heading: 'You forgot your password' },
    'Choose "Forgot password?" where the sign-in page asks for it. We send a link to your address. Your MFA devices stay as they are: you need them after that as before.',
    { links: [['/reset-password', 'Reset your password']] },
  ],
};
