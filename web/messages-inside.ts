/** The words behind the sign-in. Imported as part of messages.ts. */

// Behind the sign-in
export const mainNavigation = 'Main';
export const securityCredentials = 'Security credentials';
export const mySecurityCredentials = 'My security credentials';
export const iamCredentials = 'Sallyport IAM credentials';
export const signOut = 'Sign out';
export const signOutEverywhere = 'Sign out everywhere';
export const signOutEverywhereBody =
  'All your sessions end, this one too. You sign in again wherever you need to.';
export const stepUpTitle = 'Confirm it is you';
export const stepUpIntro = 'This changes how your account is protected, so please prove again who you are.';
export const confirmNow = 'Confirm now';
export const confirmationNeeded = 'This is shown after you confirm that it is you.';
export const askForPermission = 'If you need it, ask whoever manages your account.';
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
export const welcome =
  'Welcome to Sallyport. Your account is ready; now give it its second door, your first MFA device.';
export const assignToContinue =
  'You were on your way to {path}, which may ask for an MFA device. Assign your first one now.';
export const later = 'Not now';
export const deviceKind = 'Kind of device';
export const assignVirtual = 'Virtual MFA device';
export const assignVirtualHint = 'Authenticator app on your phone or computer that shows codes';
export const assignFido = 'FIDO security key or passkey';
export const assignFidoHint = 'A key that you touch, or the fingerprint, face or PIN of this device';
export const assignHardware = 'Hardware MFA device';
export const assignHardwareHint = 'A token with a display that shows codes';
export const manageChoice = 'Assign a device, or resync one';
export const reviewContact =
  'Before you go on, review the contact information of the account: make sure that you have access to its e-mail address and phone number.';
export const whatIfLost = 'What if an MFA device is lost or stops working?';
export const tokenAtHand =
  'Have the device in your hand. It must be one that your administrator has registered.';
export const serialHint = 'Usually on the back of the device.';
export const serialNeeded = 'Type the serial number that is printed on the device.';
export const usingMfa = 'Using MFA devices with your sign-in page';
export const deviceName = 'Device name';
export const deviceNameHint = 'What you would call it, such as "My phone".';
export const deviceNameWaits =
  'A device of this name waits under "Not assigned". Delete that one first, or use another name.';
export const deviceNameNeeded = 'Give the device a name.';
export const qrLabel = 'QR code for your authenticator app';
export const scan = 'Scan the QR code with your authenticator app.';
export const orType = 'Or type this secret into the app. It is shown only now.';
export const apiReference = 'API reference';
export const copySecret = 'Copy secret';
export const existingIntro = 'Type two codes in a row from the app that holds this device.';
export const lateAssign =
  'Submit your request immediately after you have generated the codes. If you wait too long, the device is successfully associated with the user but becomes out of sync, because time-based codes expire after a short period. If that happens, you can resync the device.';
export const howToResync = 'How to resync';
export const assignMfa = 'Assign MFA';
export const keyRegistering =
  'Follow your browser: touch the key, or confirm with your fingerprint, face or PIN';
export const keyNotRegistered =
  'The security key or passkey was not assigned. It may have been cancelled or have taken too long.';
export const keyKnown = 'This security key or passkey is assigned to you already. Use another one.';
export const associatedOwner = 'The MFA device is now associated with the account.';
export const readyForUse = 'The MFA device is ready for use with {product}.';
export const checkTitle = 'Try it now';
export const checkCode = 'Use it once, so that you know it works: type the next code that it shows.';
export const checkHint = 'Wait for a new code, each works once. The last digit submits it.';
export const checkTokenHint = 'Wait for a new code, each works once.';
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
export const endSessionBody = '{name} is signed out at once.';
export const endThisSessionBody = 'This is the session that you are using. You will be signed out.';
export const sessionEnded = 'The session has ended.';
export const browserOnSystem = '{browser} on {system}';
export const unknownBrowser = 'Unknown browser';
export const programWithKey = 'Program, access key {AccessKeyId}';
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
export const disabled = 'Disabled';
export const lastSignIn = 'Last sign-in';
export const passwordInitial = 'Initial, not yet replaced';
export const passwordOwn = 'Own';
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
