/** The one who calls back. Whoever could speak for it would verify any number (security.md 3.7, D13). */
export interface Carrier {
  /** Our account there: it signs for others, too. */
  readonly accountId: string;
  /** Whether the carrier signed this: the address that it was given, with every field of the form. */
  signed(url: string, form: readonly (readonly [string, string])[], signature: string): Promise<boolean>;
}
