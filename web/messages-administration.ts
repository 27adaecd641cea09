/** The words of the administration pages, and of what they share. Imported as part of messages.ts. */

// Navigation and lists
export const devicesPage = 'MFA devices';
export const administratorsOnly = 'Only the owner of the account and its administrators can see this page.';
export const showMore = 'Show more';
export const breadcrumb = 'Where you are';

// Users
export const administrator = 'Administrator';
export const noMfa = 'No MFA';
export const lockedDevice = 'Locked device';
export const mfaRequiredOf = 'MFA required';
export const findUser = 'User name begins with';
export const foundOf = '{found} of {count} users';
export const foundOfLoaded = '{found} of the first {count} users';
export const noUserFound = 'No user whose name begins like that.';
export const openUser = 'Open {name}';
export const userContactEmailHint = 'Notices about changes to the account of this user go there.';

// One user
export const thisIsYou = 'This is you';
export const thisIsYouBody =
  'You look after your own devices, password, sessions and keys on your own Security credentials page. What only others may do to you, another administrator does.';
export const settingsTab = 'Settings';
export const userDetails = 'Parts of this page';

// Assigned MFA devices of a user
export const assignedDevices = 'Assigned MFA devices';
export const assignedDevicesIntro = 'What {name} signs in with, besides the password.';
export const assignedDevice = 'Assigned MFA device';
export const manage = 'Manage';
export const manageWhat = 'What would you like to do?';
export const userResyncHint = 'Codes are refused? Two codes in a row bring the device back in step.';
export const resetDrift = 'Reset drift';
export const resetDriftHint = 'Forget what was learned of its clock.';
export const unlockHint = 'Let it be used again after too many wrong codes.';
export const renameHint = 'Change what people call it.';
export const deactivateHint = 'The person can no longer sign in with it.';
export const fidoInStep = 'A FIDO security key has no clock: it never goes out of step.';
export const clockDetails = 'Clock';
export const clockDetailsOf = 'Clock of {name}';
export const leavesWindowHint =
  'If the device is not used before it leaves the window, its codes may be refused from then on.';

// Reset drift, rename, deactivate
export const resetDriftTitle = 'Reset the drift of {device}?';
export const resetDriftBody =
  'The clock of the device counts as exact again, and its codes are expected at the present time. This helps after the clock of a phone was set right. A device that really runs ahead or behind is refused afterwards, until it is resynchronised. Used codes stay used, and so do those before them: where one was used while the clock was ahead, codes wait until its time.';
export const resetDriftSubmit = 'Set drift to zero';
export const driftIsReset = 'The drift of {device} is zero now.';

// Assigning for a user
export const assignKind = 'Kind of MFA device';
export const assignVirtualDeviceHint = 'An authenticator app on the phone of the person beside you';
export const noFidoForOthers =
  'A FIDO security key or passkey cannot be assigned for somebody else: {name} adds it on the own Security credentials page.';
export const virtualNameHint = 'What {name} would call it, such as "My phone".';
export const scanBeside = '{name} scans this QR code with an authenticator app, and reads two codes to you.';
export const scanBesideHint =
  'The code carries the secret of the device. Let nobody else see it, and do not keep a picture of it.';
export const assignedCheck =
  'Late codes leave a device out of sync. One more code shows that {name} can sign in with it.';

// Sessions and keys of a user
export const theirSessionsIntro = 'Where {name} is signed in.';
export const noSessions = 'Nowhere signed in.';
export const endAll = 'End all sessions';
export const endAllTitle = 'End all sessions of {name}?';
export const endAllBody = '{name} is signed out everywhere at once, and signs in again wherever needed.';
export const allEnded = 'All sessions of {name} have ended.';
export const userApiKeysIntro = 'For programs that act in the name of {name}.';
export const createKeyIntro = 'The key can do what {name} may do, except what needs the console.';

// Settings of a user
export const contactEmailIntro = 'Notices about changes to devices, keys, password and role go there.';
export const noUserContactEmail = 'No address: no notices are sent.';
export const changeEmail = 'Change address';
export const changeEmailHint = 'Leave it empty to send no notices. The address before is told.';
export const emailChanged = 'The contact address of {name} is changed.';
export const requirement = 'MFA requirement';
export const requirementOn =
  'Required: without a device, {name} reaches nothing but the page that assigns one.';
export const requirementOff = 'Not required of {name} in particular. What the account requires applies.';
export const requireMfa = 'Require MFA';
export const requireMfaTitle = 'Require MFA of {name}?';
export const requireMfaBody =
  'From the next sign-in on, {name} has to use an MFA device. Without one, assigning it is all that is possible.';
export const mfaIsRequired = 'MFA is required of {name} now.';
export const stopRequiring = 'Stop requiring';
export const stopRequiringTitle = 'Stop requiring MFA of {name}?';
export const stopRequiringBody = 'Devices that are assigned stay in use. What the account requires applies.';
export const mfaNotRequired = 'MFA is no longer required of {name} in particular.';
export const grantTitle = 'Make {name} an administrator?';
export const grantBody =
  '{name} can then create and delete users, reset passwords, give permissions, and manage devices, sessions and keys of everybody but the root user.';
export const granted = '{name} is an administrator now.';
export const revokeTitle = 'Revoke administration from {name}?';
export const revokeBody =
  '{name} keeps the own devices and password, and can no longer act on others, except where another policy allows it. All sessions of {name} end.';
export const revoked = '{name} is no longer an administrator.';
export const userAccess = 'Access';
export const accessOn = '{name} can sign in.';
export const accessOff = '{name} is disabled and cannot sign in.';

// MFA devices of the account
export const fleet = 'Fleet';
export const fleetClocks = 'Clocks of the devices in use';
export const fleetIntro =
  'The devices of all users that show codes. Those that leave the sign-in window soonest come first.';
export const noFleet = 'No user has a device that shows codes yet.';
export const device = 'Device';
export const leavesOn = 'Leaves the window';
export const hardwareTokens = 'Hardware tokens';
export const inventory = 'Inventory';
export const hardwareIntro = 'Hardware tokens that were imported. A user gets one by its serial number.';
export const inventoryCount = '{total} tokens, {unassigned} of them unassigned';
export const inventoryOne = '1 token, {unassigned} of them unassigned';
export const noTokens = 'No tokens yet. Import the file that came with them.';
export const noTokensFound = 'No token matches.';
export const serialBegins = 'Serial number begins with';
export const assignment = 'Assignment';
export const anyTokens = 'All';
export const assignedTokens = 'Assigned';
export const unassignedTokens = 'Unassigned';
export const codesColumn = 'Codes';
export const codesOfToken = '{digits} digits every {period} s, {algorithm}';
export const importedOn = 'Imported';
export const assignedTo = 'Assigned to';
export const actions = 'Actions';
export const deleteTokenBody =
  'The token is taken out of the inventory and its secret is erased. To use it again, import it again.';
export const tokenUnlockBody = 'The token can be assigned and used again at once.';
export const importTokens = 'Import tokens';
export const importFile = 'Import a file';
export const importIntro =
  'The file that the vendor sent with the tokens: CSV, or PSKC (RFC 6030). Tokens that are in the inventory already are left as they are.';
export const chooseFile = 'File';
export const chooseFileHint = 'CSV, or PSKC with the ending .xml or .pskcxml.';
export const fileNeeded = 'Choose a file.';
export const openedBy = 'How it is opened';
export const notEncrypted = 'Not encrypted';
export const notEncryptedHint = 'The secrets are in the file as they are';
export const withPreSharedKey = 'With a pre-shared key';
export const withPreSharedKeyHint = 'The vendor gave it to you separately, as hex or base32';
export const withPassword = 'With a password';
export const withPasswordHint = 'The file was encrypted with a password that you know';
export const preSharedKey = 'Pre-shared key';
export const filePassword = 'Password of the file';
export const preSharedKeyNeeded = 'Type the pre-shared key, as hex or base32.';
export const filePasswordNeeded = 'Type the password of the file.';
export const importSubmit = 'Import';
export const uploading = 'Sending {file}';
export const uploadedOf = '{sent} of {size}';
export const reading = 'The gateway reads the tokens';
export const stopUpload = 'Stop';
export const uploadStopped =
  'The upload was stopped. Tokens that the gateway had read by then are in the inventory; import the file again to add the rest.';
export const importReport = 'Report of the import';
export const imported = 'Imported';
export const skippedLines = 'Skipped, were there already';
export const refusedLines = 'Refused';
export const importComplete = 'The whole file was read.';
export const importIncomplete =
  'Incomplete: reading stopped before the end of the file. What follows was not read. Mend the file and import it again; tokens that were imported are skipped then.';
export const stoppedAt = 'Line {line}: {reason}';
export const linesOmitted = '{count} more lines are counted, but too many to be listed.';
export const line = 'Line';
export const outcome = 'Outcome';
export const reason = 'Reason';
export const outcomeSkipped = 'Skipped';
export const outcomeRefused = 'Refused';
export const linesNotImported = 'Lines that were not imported';
export const firstLines = 'The first {count} of {all} lines. The whole report has them all.';
export const wasThere = 'In the inventory already, or earlier in the file.';
export const downloadReport = 'Download the whole report';
export const importAnother = 'Import another file';
export const toInventory = 'Go to the inventory';
