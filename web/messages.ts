/**
 * Every word on the pages, one constant each, `{name}` where a value goes. To translate, translate this file.
 * Constants and not one object: the build writes them into the pages that use them, and no page carries another's.
 */

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
export const keyRefused = 'The key was not accepted. Try again with the key that you assigned.';
export const keyWaiting = 'Waiting for your security key or passkey';
export const keyNotUsed =
  'The security key or passkey was not used. It may have been cancelled or have taken too long.';
export const lostUser = 'Device lost or not working? Ask your administrator.';
export const lostAnybody =
  'Device lost or not working? Use another of your devices, or ask whoever manages your account.';
export const lostOwner = 'Device lost or not working? Use another of your devices.';
export const lostOwnerOnlyOne = 'Device lost or not working? Ask whoever runs this gateway.';
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

// Behind the sign-in
export const mainNavigation = 'Main';
export const securityCredentials = 'Security credentials';
export const mySecurityCredentials = 'My security credentials';
export const signOut = 'Sign out';
export const signOutEverywhere = 'Sign out everywhere';
export const signOutEverywhereBody =
  'All your sessions end, this one too. You sign in again wherever you need to.';
export const stepUpTitle = 'Confirm it is you';
export const stepUpIntro = 'This changes how your account is protected, so please prove again who you are.';
export const confirmNow = 'Confirm now';
export const confirmationNeeded = 'This is shown after you confirm that it is you.';
export const mustEnrolTitle = 'Assign an MFA device to continue';
export const mustEnrol =
  'This account requires multi-factor authentication. Everything else opens once you have a device.';
export const mustStepUpTitle = 'Confirm it is you with your MFA device';
export const mustStepUp =
  'You signed in with your password alone. Some things stay closed until you use your device.';

// Back to the application
export const continueTo = 'Continue to {path}';
export const mayContinue = 'You can go on to where you came from.';
export const mayNeedDevice =
  'The page that you came from may ask for an MFA device. Assign one first, or try without.';

// MFA devices
export const mfaSection = 'Multi-factor authentication (MFA)';
export const mfaSectionIntro = 'With an MFA device, a stolen password is not enough to get in.';
export const assignTwo = 'Assign two, and losing one does not lock you out.';
export const noDevices = 'No MFA device yet. Your password is the only thing that protects you.';
export const assignDevice = 'Assign MFA device';
export const devicesFull = 'You have all {most} devices that this account allows. Deactivate one first.';
export const deviceFull = 'You have the one device that this account allows. Deactivate it first.';
export const addSecond =
  'This is your only device. Assign a second one, so that losing it does not lock you out.';
export const added = 'Added';
export const lastUsed = 'Last used';
export const created = 'Created';
export const locked = 'Locked';
export const lockedHint = 'Locked after ten wrong codes in a row. Unlock it to use it again.';
export const lockedOfUserHint =
  'Locked after ten wrong codes in a row. Until it is unlocked, {user} cannot use it.';
export const unlock = 'Unlock';
export const unlockTitle = 'Unlock {name}?';
export const unlockBody = 'The device works again at once. Unlock it only if the wrong codes were yours.';
export const unlocked = '{name} is unlocked.';
export const rename = 'Rename';
export const renameTitle = 'Rename device';
export const renamed = 'The device has its new name.';
export const deactivate = 'Deactivate';
export const deactivateTitle = 'Deactivate {name}?';
export const deactivateBody =
  'You can no longer sign in with this device. It stays listed, so that you can assign it again.';
export const deactivateKeyBody =
  'You can no longer sign in with this device. To use it again, assign it anew.';
export const deactivated = '{name} is deactivated.';
export const deleteBody =
  'Its secret is erased and its codes stop working for good. You can remove it from the app as well.';
export const deleted = '{name} is deleted.';
export const notScanned = 'Not scanned? Delete it and assign anew.';
export const unassignedTitle = 'Not assigned';
export const unassignedIntro =
  'These virtual devices protect nothing: they were never assigned, or were deactivated.';
export const assign = 'Assign';

// "Assign MFA device"
export const assignTitle = 'Assign MFA device';
export const welcome =
  'Welcome to Sallyport. Your account is ready; now give it its second door, your first MFA device.';
export const assignToContinue =
  'You were on your way to {path}, which may ask for an MFA device. Assign your first one now.';
export const later = 'Not now';
export const deviceKind = 'Kind of device';
export const assignVirtual = 'Authenticator app';
export const assignVirtualHint = 'Virtual MFA device: an app on your phone or computer that shows codes';
export const assignFido = 'FIDO security key or passkey';
export const assignFidoHint = 'A key that you touch, or the fingerprint, face or PIN of this device';
export const deviceName = 'Device name';
export const deviceNameHint = 'What you would call it, such as "My phone".';
export const deviceNameWaits =
  'A device of this name waits under "Not assigned". Delete that one first, or use another name.';
export const deviceNameNeeded = 'Give the device a name.';
export const qrLabel = 'QR code for your authenticator app';
export const scan = 'Scan the QR code with your authenticator app.';
export const orType = 'Or type this secret into the app. It is shown only now.';
export const copySecret = 'Copy secret';
export const existingIntro = 'Type two codes in a row from the app that holds this device.';
export const code1 = 'MFA code 1';
export const code2 = 'MFA code 2';
export const code1Hint = 'The six digits that the app shows now.';
export const code2Hint = 'Wait up to 30 seconds for the next code.';
export const submitAtOnce =
  'Submit the two codes right after the second one appears: codes expire. If the device does not work afterwards, deactivate it and assign it again.';
export const assignMfa = 'Assign MFA';
export const keyRegistering =
  'Follow your browser: touch the key, or confirm with your fingerprint, face or PIN';
export const keyNotRegistered =
  'The security key or passkey was not assigned. It may have been cancelled or have taken too long.';
export const keyKnown = 'This security key or passkey is assigned to you already. Use another one.';
export const associatedOwner = 'The MFA device is now associated with the account.';
export const readyForUse = 'The MFA device is ready for use with {product}.';
export const checkTitle = 'Try it now';
export const checkCode = 'Use it once, so that you know it works: type the next code that the app shows.';
export const checkHint = 'Wait for a new code, each works once. The last digit submits it.';
export const checkKey = 'Use it once, so that you know it works: touch the key when your browser asks.';
export const checkSubmit = 'Check';

// Password, sessions, account
export const yourPassword = 'Your password';
export const passwordIntro = 'Changing it ends all your other sessions.';
export const changePassword = 'Change password';
export const passwordChanged = 'Your password is changed. Your other sessions have ended.';
export const sessions = 'Sessions';
export const sessionsIntro =
  'Where you are signed in. End whatever you do not recognise, then change your password.';
export const thisSession = 'This session';
export const place = 'Place';
export const signedIn = 'Signed in';
export const lastSeen = 'Last seen';
export const endSession = 'End session';
export const endSessionTitle = 'End session?';
export const endSessionBody = '{browser} is signed out at once.';
export const endThisSessionBody = 'This is the session that you are using. You will be signed out.';
export const sessionEnded = 'The session has ended.';
export const browserOnSystem = '{browser} on {system}';
export const unknownBrowser = 'Unknown browser';
export const levelPassword = 'Password only';
export const levelRecovered = 'Recovered';
export const levelMfa = 'Password and MFA, or passkey';
export const accountIntro = 'What applies to everybody in this account.';
export const changeSettings = 'Change settings';
export const mfaForEveryone = 'Multi-factor authentication';
export const mfaOptional = 'Optional';
export const mfaOptionalHint = 'Everyone decides for themselves';
export const mfaRequired = 'Required';
export const mfaRequiredHint = 'Without a device, people can do nothing but assign one';
export const devicesPerPerson = 'MFA devices per person';
export const devicesPerPersonHint = 'A number from 1 to 8.';
export const settingsSaved = 'The settings are saved.';

// Users
export const usersOf = 'Users of {account}';
export const usersIntro =
  'People who sign in with a user name. Each has a password and MFA devices of their own.';
export const noUsers = 'No users yet.';
export const ownerOnly = 'Only the owner of the account can see its users.';
export const createUser = 'Create user';
export const createUserIntro =
  'The user gets an initial password, which you hand over and which is replaced at the first sign-in.';
export const userNameHint = 'Letters, digits and + = , . @ _ -';
export const userNameRule = 'Use 1 to 64 letters, digits or any of + = , . @ _ -';
export const initialPasswordTitle = 'Initial password for {name}';
export const shownOnce = 'This password is shown only now. Copy it before you close this.';
export const initialPasswordHint =
  'Hand it over in person or by a channel that you trust. It must be replaced at the first sign-in.';
export const haveCopied = 'I have copied it';
export const signInAddress = 'Sign-in address';
export const copyPassword = 'Copy password';
export const validUntil = 'Valid until';
export const active = 'Active';
export const disabled = 'Disabled';
export const mfaDevices = 'MFA devices';
export const lastSignIn = 'Last sign-in';
export const passwordNone = 'None';
export const passwordInitial = 'Initial, not yet replaced';
export const passwordOwn = 'Own';
export const devicesOf = 'MFA devices of {name}';
export const userHasNoDevices = '{name} has no MFA device. The password is all that protects this user.';
export const unlockOfUserBody =
  'The device works again at once. Unlock it only if {user} says that the wrong codes were a mistake.';
export const deactivateOfUserBody =
  '{user} can no longer sign in with this device, and has to assign it or another one anew.';
export const resetPassword = 'Reset password';
export const resetPasswordTitle = 'Reset the password of {name}?';
export const resetPasswordBody =
  'The present password stops working. You get a new initial password to hand over.';
export const disable = 'Disable';
export const disableTitle = 'Disable {name}?';
export const disableBody =
  'Open sessions end and signing in is refused until you enable the user again. Nothing is deleted.';
export const userDisabled = '{name} is disabled.';
export const enable = 'Enable';
export const enableTitle = 'Enable {name}?';
export const enableBody = 'The user can sign in again, with the same password and devices as before.';
export const userEnabled = '{name} is enabled.';
export const deleteUser = 'Delete user';
export const deleteUserBody = 'The user, the password and all sessions are deleted for good.';
export const deleteUserDevice = 'The MFA device of this user is removed as well.';
export const deleteUserDevices = 'The {count} MFA devices of this user are removed as well.';
export const typeName = 'Type "{name}" to confirm';
export const typeExactly = 'Type the name exactly: {name}';
export const userDeleted = '{name} is deleted.';

export const notFound = 'There is nothing at this address';
export const notFoundHelp = 'The link may be old, or a letter was lost on the way.';
export const notFoundHome = 'Go to the start';
