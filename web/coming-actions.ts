/** What the table does not have yet; each yields to the table's own. */
export interface ComingActions {
  ChangeEmail: [{ Email: string }, object];
}
