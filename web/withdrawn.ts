/** Thrown when the person thought better of it: nothing went wrong, so nothing is said. */
export class Withdrawn extends Error {}
