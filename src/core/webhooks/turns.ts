/**
 * Whose webhook is posted to next. Receivers may be slow, and places are few: without turns, one account with slow
 * receivers and much to tell them would take every place, and everybody else's events would wait behind it.
 */
export class Turns {
  /** One account never has more, so that somebody else's event finds a place at once. */
  private readonly share: number;
  private readonly underWay = new Map<string, number>();
  /** Accounts and webhooks by their latest turn, the one that has waited longest first. */
  private readonly had = new Set<string>();

  constructor(places: number) {
    this.share = Math.max(1, Math.floor(places / 2));
  }

  /** Accounts that have their share, and must wait until one of theirs ends. */
  get full(): string[] {
    return [...this.underWay].filter(([, count]) => count >= this.share).map(([account]) => account);
  }

  /** Accounts and webhooks that had a turn, the latest last; who is not among them goes first. */
  get latest(): string[] {
    return [...this.had];
  }

  begin({ accountId, webhookId }: { readonly accountId: string; readonly webhookId: string }): void {
    this.underWay.set(accountId, (this.underWay.get(accountId) ?? 0) + 1);
    for (const id of [accountId, webhookId]) {
      this.had.delete(id);
      this.had.add(id);
    }
  }

  end({ accountId }: { readonly accountId: string }): void {
    this.underWay.set(accountId, (this.underWay.get(accountId) ?? 0) - 1);
  }
}
