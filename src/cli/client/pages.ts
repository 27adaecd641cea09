import type { Command } from './commands.ts';
import { Failure, misuse } from './failure.ts';
import type { Input } from './input.ts';
import { call, type Service } from './service.ts';
import type { Written } from './words.ts';

type Page = Record<string, unknown>;

/** Where an answer that --max-items cut goes on: a page, and how many of its items were printed already. */
interface Place {
  readonly Marker?: string;
  readonly Skip: number;
}

/** What --page-size, --max-items and --starting-token ask for; undefined: one page, as it comes. */
export interface Paging {
  readonly pageSize: number | undefined;
  readonly maxItems: number;
  readonly start: Place;
}

/** A page that is asked for by hand (`--marker`, or either member in --cli-input-json) comes as it is. */
export function readPaging(command: Command, written: Written, input: Input): Paging | undefined | Failure {
  if (!command.paged) return undefined;
  const used = ['--page-size', '--max-items', '--starting-token'].filter(flag => written.has(flag));
  if (written.has('--no-paginate')) {
    if (used.length === 0) return undefined;
    return misuse(`Cannot specify --no-paginate along with pagination arguments: ${used.join(', ')}`);
  }
  if (input.Marker !== undefined || input.MaxItems !== undefined) {
    if (used.length === 0) return undefined;
    return misuse(`Cannot specify a page of its own along with pagination arguments: ${used.join(', ')}`);
  }
  const maxItems = Number(written.get('--max-items') ?? Number.POSITIVE_INFINITY);
  const pageSize = written.has('--page-size') ? Number(written.get('--page-size')) : undefined;
  if (maxItems < 1 || (pageSize !== undefined && pageSize < 1))
    return misuse('argument --max-items, --page-size: must be at least 1');
  const start = readToken(written.get('--starting-token'));
  if (start === undefined) return misuse('argument --starting-token: this is not a NextToken');
  return { pageSize, maxItems, start };
}

/** Follows the markers to the end, or until enough was found. */
export async function callPages(
  service: Service,
  { action }: Command,
  input: Input,
  { pageSize, maxItems, start }: Paging,
): Promise<unknown | Failure> {
  let place = start;
  let whole: Page | undefined;
  for (;;) {
    const asked = {
      ...input,
      ...(place.Marker !== undefined && { Marker: place.Marker }),
      ...(pageSize !== undefined && { MaxItems: pageSize }),
    };
    const page = (await call(service, action, asked)) as Page | Failure;
    if (page instanceof Failure) return page;
    const { IsTruncated, Marker, ...members } = page;
    const list = Object.keys(members).find(member => Array.isArray(members[member]));
    if (list === undefined) return page;
    const items = (members[list] as unknown[]).slice(place.Skip);
    const before = (whole?.[list] ?? []) as unknown[];
    const room = maxItems - before.length;
    whole = { ...members, ...whole, [list]: [...before, ...items.slice(0, room)] };
    const next = IsTruncated === true && typeof Marker === 'string' ? { Marker, Skip: 0 } : undefined;
    if (items.length > room) return { ...whole, NextToken: token({ ...place, Skip: place.Skip + room }) };
    if (next === undefined) return whole;
    if (items.length === room) return { ...whole, NextToken: token(next) };
    if (next.Marker === place.Marker)
      return new Failure(255, 'The gateway sends the same page again and again.');
    place = next;
  }
}

function token(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken(text: string | undefined): Place | undefined {
  if (text === undefined) return { Skip: 0 };
  try {
    const { Marker, Skip } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Number.isSafeInteger(Skip) || Skip < 0) return undefined;
    return { Skip, ...(typeof Marker === 'string' && { Marker }) };
  } catch {
    return undefined;
  }
}
