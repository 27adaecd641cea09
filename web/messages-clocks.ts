/** The words about the clocks of devices. Imported as part of messages.ts. */

// How a clock runs
export const drift = 'Drift';
export const inStep = 'In step';
export const oneStepAhead = '1 step ahead ({time})';
export const oneStepBehind = '1 step behind ({time})';
export const stepsAhead = '{count} steps ahead ({time})';
export const stepsBehind = '{count} steps behind ({time})';
export const keepsTime = 'Keeps time';
export const gainsADay = 'Gains {seconds} s a day';
export const losesADay = 'Loses {seconds} s a day';
export const seconds = '{count} s';
export const minutes = '{count} min';
export const hours = '{count} h';
export const driftZero = 'Exact';
export const driftWhen = 'When';
export const driftLearnedBy = 'Learned by';
export const driftAsTable = 'Show as a table';
export const driftChartLabel = 'How the clock of the device drifted, {count} observations. Now: {now}.';
export const noDriftYet = 'Nothing is known of its clock yet. Each sign-in with it tells a little.';
export const byAssignment = 'Assignment';
export const byCode = 'A code that was used';
export const byResync = 'Resync';
export const byReset = 'Set to zero';
export const clockRate = 'Rate';
export const notKnownYet = 'Not known yet';
export const resyncWaits =
  'A resync said {drift}. The first fresh code will confirm it; until then the clock counts as before.';

// What follows from it
export const details = 'Details';
export const hideDetails = 'Hide details';
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
export const codesWait = 'Codes are refused for now';
export const codesWaitHelp =
  'A code was used while the clock of this device was ahead, and none that comes before it counts. Codes count again from';
export const driftHistory = 'How the clock drifted';
