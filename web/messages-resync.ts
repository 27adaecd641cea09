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
  'Submit your request immediately after you have generated the codes. If you wait too long, the request appears to work but the device stays out of sync, because time-based codes expire after a short time. If that happens, resync it again.';
export const code1 = 'MFA code 1';
export const code2 = 'MFA code 2';
export const code1Hint = 'The code that the device shows now.';
export const code2Hint = 'Wait 30 seconds for the next code.';
export const token1Hint = 'You may need to press the button on the front.';
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
export const outOfSync = 'Still out of sync';
export const outOfSyncHelp =
  'This code was not accepted. The two codes may have been submitted too late, or this one was mistyped or used before.';
export const resyncAgain = 'Resync again';
export const checkAgain = 'Another code';
export const done = 'Done';

// How the clock of a device runs
export const details = 'Details';
export const hideDetails = 'Hide details';
export const clock = 'Clock';
export const clockExact = 'On time';
export const clockAhead = 'Runs {seconds} seconds ahead ({steps})';
export const clockBehind = 'Runs {seconds} seconds behind ({steps})';
export const oneStep = '1 step';
export const severalSteps = '{count} steps';
export const codes = 'Codes';
export const codesEvery = '{digits} digits, every {period} seconds';
export const outlook = 'Sign-in window';
export const outlookLeaves = 'Leaves it on {date} if not used before';
export const outlookLeft = 'May have left it on {date}';
export const outlookSteady = 'Steady';
export const outlookUnknown = 'Not enough known yet';
export const resyncAdvised = 'Resync advised';
export const resyncAdvisedHelp =
  'The clock of this device drifts. Use it or resync it soon, or its codes will not be accepted any more.';
export const resyncWaits =
  'A resync waits for its first code: the next code that is accepted decides how the clock runs.';
export const driftHistory = 'How the clock drifted';
