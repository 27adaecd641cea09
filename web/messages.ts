/**
 * Every word on the pages, one constant each, `{name}` where a value goes. To translate, translate this file and its
 * siblings messages-*.ts.
 * Constants and not one object: the build writes them into the pages that use them, and no page carries another's.
 */
export * from './messages-access.ts';
export * from './messages-administration.ts';
export * from './messages-clocks.ts';
export * from './messages-contact.ts';
export * from './messages-inside.ts';
export * from './messages-own.ts';
export * from './messages-policies.ts';
export * from './messages-recovery.ts';
export * from './messages-resync.ts';

export const product = 'Sallyport';
export const tabTitle = '{page} - Sallyport';

// Everywhere
export const unreachable = 'The gateway does not answer. Check your connection and try again.';
export const unexpected = 'Something went wrong on this page. Load it again and repeat the last step.';
export const fieldNeeded = 'Fill in this field.';
export const loading = 'Loading';
export const next = 'Next';
export const cancel = 'Cancel';
export const close = 'Close';
export const save = 'Save';
export const skip = 'Skip';
export const change = 'Change';
export const continue_ = 'Continue';
export const confirm = 'Confirm';
export const tryAgain = 'Try again';
export const copy = 'Copy';
export const copied = 'Copied';
export const copyByHand = 'Select the text and copy it by hand.';
export const never = 'Never';
export const none = 'None';
export const important = 'Important';
export const taskOn = '{task} {name}';
export const delete_ = 'Delete';
export const deleteTitle = 'Delete {name}?';
export const skipToContent = 'Skip to content';

// Names of things
export const account = 'Account';
export const accountId = 'Account ID';
export const accountAlias = 'Account alias';
export const accountIdOrAlias = 'Account ID or alias';
export const rootUser = 'Root user';
export const user = 'User';
export const users = 'Users';
export const userName = 'User name';
export const email = 'E-mail address';
export const password = 'Password';
export const newPassword = 'New password';
export const currentPassword = 'Current password';
export const serialNumber = 'Serial number';
export const mfaCode = 'MFA code';
export const kindVirtual = 'Authenticator app';
export const kindHardware = 'Hardware TOTP token';
export const kindFido = 'FIDO security key or passkey';

// Passwords
export const show = 'Show';
export const hide = 'Hide';
export const showPassword = 'Show password';
export const passwordNeeded = 'Enter your password.';
export const passwordHint = '8 to 256 characters. Several unrelated words work well.';
export const passwordLength = 'Use 8 to 256 characters.';
export const moreCharacters = '{count} more characters needed.';
export const oneMoreCharacter = '1 more character needed.';
export const longEnough = 'Long enough.';

// Sign-in: who
export const signInTitle = 'Sign in';
export const signIn = 'Sign in';
export const rootTitle = 'Sign in as root user';
export const userTitle = 'Sign in as user';
export const whoAreYou = 'Who is signing in?';
export const rootUserHint = 'The owner of the account';
export const userHint = 'Someone with a user name';
export const rootEmail = "Root user's e-mail address";
export const emailNeeded = 'Enter an e-mail address, such as name@example.com.';
export const userNameNeeded = 'Enter your user name.';
export const accountNeeded = 'Enter the account ID or its alias.';
export const accountHint = 'A 12-digit number or a name. Your administrator can tell you.';
export const or = 'or';
export const passkeyButton = 'Sign in with a passkey';
export const passkeyNotUsed = 'No passkey was used. Try again, or sign in with your name and password.';
export const passkeyTooLate = 'That took too long. Choose your passkey again.';
export const otherWays = 'Other ways to sign in';
export const differentAccount = 'Sign in to a different account';
export const rootEmailLink = 'Sign in using root user email';
export const signedInAs = 'You are signed in as {name}';
export const anotherAccount = 'Use another account';
export const startOver = 'Start over';
export const flowEnded = 'This sign-in took too long or has already ended. Please start again.';
export const notSetUpTitle = 'Not set up yet';
export const notSetUp =
  'This gateway has no account yet. Ask whoever runs it for a set-up link (in development it is printed when the gateway starts).';
export const notSetUpHint = 'The link works once.';

// Sign-in: second factor
export const devicesTitle = 'Additional verification required';
export const devicesIntro = 'Your account is protected by MFA devices. Choose the one that you have at hand.';
export const chooseDevice = 'Your MFA devices';
export const anotherDevice = 'Use another device';
export const mfaTitle = 'Multi-factor authentication';
export const enterCode = 'Enter the code that {device} shows.';
export const useKey = 'Use {device} when your browser asks for it.';
export const codeRefused =
  'This code was not accepted. Wait for the next one and type it at once; each code works once.';
export const deviceLocked =
  'This device is locked after too many wrong codes. Use another one, or ask whoever manages your account.';
export const codeHint = 'Six digits. The last one submits the code.';
export const codeDigits = 'Enter the six digits that your device shows.';
export const tokenHint = 'All digits that the device shows.';
export const tokenDigits = 'Enter all digits that your device shows, six or eight.';
export const keyRefused = 'The key was not accepted. Try again with the key that you assigned.';
export const keyWaiting = 'Waiting for your security key or passkey';
export const keyNotUsed =
  'The security key or passkey was not used. It may have been cancelled or have taken too long.';
export const lostUser = 'Lost your device? Ask whoever manages your account.';
export const lostAnybody = 'Lost your device? Use another of yours, or ask whoever manages your account.';
export const lostOwnerOnlyOne =
  'Lost your device? "Troubleshoot MFA" on the sign-in page lets you in with your e-mail and your phone.';
export const newPasswordTitle = 'Choose a new password';
export const newPasswordIntro =
  'Your password was given to you by somebody else. Replace it with one that only you know.';
export const saveAndContinue = 'Save and continue';

// Set-up
export const setUpTitle = 'Set up Sallyport';
export const setUpIntro = 'Create the account and its root user. Your first MFA device comes right after.';
export const setUpEmailHint = 'You sign in with it as the root user.';
export const phone = 'Phone number';
export const phoneHint = 'In international form, such as +49 30 1234567. It helps to recover the account.';
export const phoneNeeded = 'Enter the number with + and the country code, such as +49 30 1234567.';
export const aliasOptional = 'Account alias (optional)';
export const aliasRule = 'Use 3 to 63 lower-case letters, digits and single hyphens, and not just 12 digits.';
export const aliasHint = 'A short name that people can type in place of the 12-digit account ID.';
export const createAccount = 'Create account';
export const linkTitle = 'This link does not work';
export const linkInvalid = 'The set-up link is incomplete, has expired or was used before.';
export const linkHint =
  'As long as there is no account, ask whoever runs this gateway for a set-up link (in development it is printed when the gateway starts).';
export const toSignIn = 'Go to the sign-in page';

// Nowhere
export const notFound = 'There is nothing at this address';
export const notFoundHelp = 'The link may be old, or a letter was lost on the way.';
export const notFoundHome = 'Go to the start';
