/** The words about devices that are out of step. Imported as part of messages.ts. */

// Sign-in
export const havingProblems = 'Having problems with your authentication device?';
export const troubleshootMfa = 'Troubleshoot MFA';
export const outOfStep = 'Is your device out of step?';
export const outOfStepHelp =
  'A device whose clock runs fast or slow shows codes that are not accepted. Two codes in a row bring it back.';
export const resyncIt = 'Re-sync it';
export const troubleshootTitle = 'Troubleshoot your authentication device';
export const resyncSection = 'Re-Sync With Our Servers';
export const resyncWhen =
  'Is the device at hand, and are its codes not accepted? Two codes in a row bring it back in step.';
export const resyncMine = 'Re-sync my device';
export const resyncWhich = 'Device to re-sync';
export const resyncDevice = 'Re-sync authentication device';
export const resyncedNowSignIn =
  'Your device was resynchronised. Wait for the next code and sign in with it.';
export const back = 'Back';
export const help = 'Help';

// Both
export const nextTwoCodes =
  'Type the next two sequentially generated codes: the one that {device} shows now, and the one that follows it.';
export const lateResync =
  'Submit your request immediately after you have generated the codes. If you wait too long, the request appears to work but the device remains out of sync, because time-based codes expire after a short time. If that happens, resync it again.';
export const code1 = 'MFA code 1';
export const code2 = 'MFA code 2';
export const code1Hint = 'The code that the device shows now.';
export const code2Hint = 'Wait 30 seconds for the next code.';
export const token1Hint = 'You may need to press the button on the front of the device.';
export const token2Hint =
  'Wait 30 seconds while the device refreshes the code. You may need to press the button again.';
export const keysStayInStep = 'FIDO security keys do not go out of sync. There is nothing to re-sync.';

// Behind the sign-in
export const manageDevice = 'Manage MFA device';
export const resync = 'Resync';
export const resyncHint = 'The codes of your app or token are not accepted any more';
export const lateResyncOfOwner =
  'Submit your request immediately after you have generated the codes. If you wait too long, the MFA device is successfully associated with the user but is out of sync, because time-based codes expire after a short period. If that happens, resync it again.';
export const resyncAccepted = 'Both codes were accepted.';
export const checkClock =
  'One more, to be sure: wait until {device} shows its next code, and type it. If it is accepted, the device is in sync.';
export const inSync = 'In sync';
export const inSyncHelp = 'The code was accepted. You can sign in with {device}.';
export const notInSync =
  'Not in sync: the code was not accepted. Perhaps it was used before or typed too late. Try the next code, or resync again.';
export const checkLocked =
  'The device is locked after too many wrong codes. Unlock it first, then resync it again.';
export const resyncAgain = 'Resync again';
export const done = 'Done';

// For a user
export const nextTwoCodesOfUser =
  'Type two codes in a row from {device} of {name}. Ask for the code that the device shows now, and then for the next one.';
export const checkSyncTitle = 'Is it in sync?';
export const inSyncOfUser =
  'The code was accepted: {name} can sign in with {device}. That code is used up; the next sign-in takes a new one.';
