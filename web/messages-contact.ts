/** The words of contact information, and of what a person does who came back in. Imported as part of messages.ts. */

// Contact information
export const contactInformation = 'Contact information';
export const contactIntro =
  'Where we reach you. When something about your devices, keys or password changes, a mail tells you. Was it not you? Then you know at once.';
export const contactRecovers =
  'If you lose your device, you get back in with your e-mail and your phone, so keep both up to date.';
export const ownEmail = 'E-mail address';
export const secondEmail = 'Second e-mail address';
export const secondEmailHint =
  'Notices go there, too. We send a link to it; it counts once you have opened it. Leave it empty to have none.';
export const ownContactEmailHint =
  'We send a link to it; it counts once you have opened it. Leave it empty to get no notices. The address before is told of the change.';
export const noSecondEmail = 'None';
export const phoneNumber = 'Phone number';
export const noPhone = 'None';
export const confirmed = 'Confirmed';
export const notConfirmed = 'Not confirmed';
export const verified = 'Verified';
export const notVerified = 'Not verified';
export const sendLinkAgain = 'Send the link again';
export const linkSentTo = 'A link is on its way to {email}. Open it to confirm the address.';
export const newEmailWaits =
  '{email} waits: it takes the place of this one as soon as the link in the mail to it is opened and confirmed.';
export const changeOwnEmail = 'Change e-mail address';
export const changeOwnEmailHint =
  'We send a link to the new address. You sign in with the old one until you have opened it.';
export const changeOwnEmailWarning =
  'The old address is told. For a day after the change, nobody gets in with e-mail and phone in place of a device.';
export const verify = 'Verify';
export const addPhone = 'Add';
export const presentPhone = 'Your number now: {phone}.';
export const verifyPhoneTitle = 'Verify phone number';
export const changePhoneTitle = 'Change phone number';
export const changePhoneWarning =
  'Everybody who is told of changes is told of this. For a day after you change a number, nobody gets in with e-mail and phone in place of a device.';
export const phoneVerified = 'The phone number {phone} is verified.';
export const noCarrier =
  'This gateway makes no phone calls and sends no messages, so numbers cannot be verified.';
export const noMailSent = 'This gateway sends no mail, so addresses cannot be confirmed.';
export const blockedUntil = 'Signing in with e-mail and phone is closed until {until}.';
export const mayNotRecover =
  'You cannot get back in with e-mail and phone by yourself. If you lose your device, contact your administrator.';
export const primaryContact = 'Primary contact phone';
export const primaryContactIntro =
  'The phone with which the owner of the account gets back in. Whoever changes it must answer the new number now.';
export const getBackInTitle = 'Make sure that you can get back in';
export const getBackInPhone = 'Your phone number is not verified.';
export const getBackInMail = 'You have no confirmed e-mail address.';
export const getBackIn = 'Without that, losing your device locks you out.';
export const getBackInLink = 'Go to contact information';
export const reviewEmail = 'E-mail: {email}';
export const reviewPhone = 'Phone: {phone}, {state}';
export const reviewNoPhone = 'Phone: none';
export const verifiedSmall = 'verified';
export const notVerifiedSmall = 'not verified';

// Came back in
export const recoveredTitle = 'You signed in without your MFA device';
export const recoveredReach =
  'Replace your device here. Everything else opens again once you have used the new one.';
export const recoveredReachAll = 'Replace it now, so that you have two factors again.';
export const recoveredLost = 'Lost: {device}';
export const recoveredVirtual =
  'Your app is gone or does not work: remove the account from the app, if you still have it. Delete the old virtual device here before you create a new one.';
export const recoveredFido =
  'Your security key or passkey is gone or does not work: deactivate the old one here before you enable a new one.';
export const recoveredHardware =
  'Your hardware token is gone or does not work: contact whoever gave it to you to have it repaired or replaced. Until the new one arrives, you may keep signing in with alternative factors. When it is there, deactivate the old one here before you assign the new one.';
export const recoveredAny =
  'Your device is gone or does not work: deactivate or delete it here, then assign a new one.';
export const recoveredOtherType =
  'The new device need not be of the same kind. You can use an authenticator app until a new key or token arrives.';
export const recoveredStolen =
  'Lost or stolen? Then whoever has it may know your password, too. Once the new device is assigned, change your password.';
export const recoveredGone = 'The old device is gone. Assign a new one now.';
export const assignNewDevice = 'Assign a new MFA device';
export const backIn = 'It works. You are back in.';
export const backInStolen =
  'Was the old device lost or stolen? Then whoever has it may know your password, too. Change it now.';
export const toDevices = 'Go to my MFA devices';
export const toPassword = 'Go to my password';
export const recoveredClosed =
  'Contact information, new API keys and settings open again once you have used a new device.';
export const proveNewDevice = 'You have a new device. Use it once now, and everything opens again.';
export const recoveredProofOld =
  'Prove that it is you with a device. Is there none that works? Then sign out, and sign in again with alternative factors.';

// Settings of the account
export const wayBack = 'Lost devices';
export const wayBackIntro = 'Who gets back in with e-mail and phone when a device is lost, and how far.';
export const wayBackChange = 'Change settings for lost devices';
export const whoRecovers = 'Who may sign in with alternative factors';
export const recoversOwner = 'The owner';
export const recoversOwnerHint = 'Users contact an administrator';
export const recoversEveryone = 'Everybody';
export const recoversEveryoneHint = 'Who has a confirmed address and a verified phone number';
export const recoversNobody = 'Nobody';
export const recoversNobodyHint =
  'A lost device is deactivated by an administrator, or by whoever runs this gateway';
export const recoveredReaches = 'What it opens';
export const reachConsole = 'These pages';
export const reachConsoleHint = 'Applications wait until a new device was used';
export const reachApplications = 'Applications as well';
export const reachApplicationsHint = 'As if a device had been used';
export const recoveryDelayName = 'Waiting time';
export const recoveryDelay = 'Waiting time in hours';
export const recoveryDelayHint = '0 to 168. While somebody waits, every address is told and can cancel.';
export const recoveryDelayNone = 'None';
export const recoveryDelayHours = '{hours} hours';
export const recoveryDelayHour = '1 hour';
export const supportContactName = 'Whom to contact';
export const supportContactField = 'Whom to contact (optional)';
export const supportContactHint = 'Shown to people who cannot get in, such as "Help desk, +49 30 1234".';

// Webhooks
export const webhooks = 'Webhooks';
export const webhooksIntro =
  'Addresses of yours that are told of sign-ins without a device, and of changed devices, passwords and contacts. Each call is signed.';
export const noWebhooks = 'No webhooks.';
export const addWebhook = 'Add webhook';
export const webhookUrl = 'Address';
export const webhookUrlHint = 'It begins with https://, and this gateway must be able to reach it.';
export const webhookUrlNeeded = 'Type an address that begins with https://.';
export const webhookSecretTitle = 'Signing secret';
export const webhookSecretOnce =
  'This secret is shown only now. Give it to the program that receives the calls.';
export const copyWebhookSecret = 'Copy signing secret';
export const rotateSecret = 'New secret';
export const rotateSecretTitle = 'Make a new secret?';
export const rotateSecretBody = 'Calls to {url} are signed with the new secret from now on.';
export const deleteWebhookTitle = 'Delete webhook?';
export const deleteWebhookBody = '{url} is told of nothing any more.';
export const webhookDeleted = 'The webhook is deleted.';

// One user
export const userRecovery = 'Lost devices';
export const userRecoveryIntro =
  'Whether {name} may sign in with e-mail and phone when a device is lost. Saving also lets {name} try again after too many wrong codes.';
export const recoveryDefault = 'As the account says';
export const recoveryDefaultHint = 'What the owner has set for everybody';
export const recoveryAllowed = 'Allowed';
export const recoveryAllowedHint = 'With a confirmed address and a verified phone number';
export const recoveryDenied = 'Not allowed';
export const recoveryDeniedHint = 'An administrator deactivates a lost device';
export const recoveryIs = 'Now: {state}.';
export const changeRecoveryTitle = 'Lost devices of {name}';
export const recoverySaved = 'Saved.';
export const phoneFormHint = 'In international form, such as +49 30 1234567.';
