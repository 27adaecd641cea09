/** The words of the administration pages, and of what they share. Imported as part of messages.ts. */

// Clocks
export const drift = 'Drift';
export const inStep = 'In step';
export const oneStepAhead = '1 step ahead ({seconds} s)';
export const oneStepBehind = '1 step behind ({seconds} s)';
export const stepsAhead = '{count} steps ahead ({seconds} s)';
export const stepsBehind = '{count} steps behind ({seconds} s)';
export const keepsTime = 'Keeps time';
export const gainsADay = 'Gains {seconds} s a day';
export const losesADay = 'Loses {seconds} s a day';
export const seconds = '{count} s';
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
