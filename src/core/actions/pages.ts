import * as z from 'zod';

/**
 * Lists come in pages. A marker names the last item that was shown, not a position: items that come and go
 * meanwhile neither repeat nor hide others (aws-query-contract.md 7.6).
 */
export const pageInput = {
  Marker: z
    .string()
    .regex(/^[\u0020-\u00FF]{1,320}$/, 'This is not a marker.')
    .optional()
    .describe('Where the page before this one ended.'),
  MaxItems: z.int().min(1).max(1000).default(100),
};

export const listed = { IsTruncated: z.boolean(), Marker: z.string().optional() };

/** One page of `found`, which was asked for one item more than `limit`; `markerOf` names an item. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  markerOf: (item: Item) => string,
): { items: readonly Item[]; IsTruncated: boolean; Marker?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items, IsTruncated: false };
  return { items, IsTruncated: true, Marker: markerOf(last) };
}
