/** What has happened to a list since it was first shown. Pure, so that the announcement can be tested. */
export interface Row {
  id: string;
  state: string;
}

export interface Happenings<T extends Row> {
  /** Rows that came in at the top. */
  fresh: T[];
  /** Rows that were there before and are in another state now. */
  changed: T[];
  /** Id -> state of every row seen so far. */
  seen: ReadonlyMap<string, string>;
}

/**
 * Compares a list with what was seen before; `seen` is null when the list is shown for the first time. Only rows above the first
 * known one are new: rows that "Show more" adds below, or that another filter brings, are no news.
 */
export function happeningsIn<T extends Row>(rows: readonly T[], seen: ReadonlyMap<string, string> | null): Happenings<T> {
  const now = new Map([...(seen ?? []), ...rows.map((row) => [row.id, row.state] as const)]);
  if (seen === null) return { fresh: [], changed: [], seen: now };
  const firstKnown = rows.findIndex((row) => seen.has(row.id));
  const head = firstKnown < 0 ? (seen.size === 0 ? rows : []) : rows.slice(0, firstKnown);
  const changed = rows.filter((row) => seen.has(row.id) && seen.get(row.id) !== row.state);
  return { fresh: [...head], changed, seen: now };
}

/** One polite sentence for several happenings; empty when there is nothing worth a sentence. */
export function sentenceOf(fresh: readonly string[], changed: readonly { amount: string; word: string }[]): string {
  const parts: string[] = [];
  if (fresh.length === 1) parts.push(`New payment of ${fresh[0]}.`);
  if (fresh.length > 1) parts.push(`${fresh.length} new payments, the newest of ${fresh[0]}.`);
  const [first] = changed;
  if (changed.length === 1 && first) parts.push(`Payment of ${first.amount}: ${first.word}.`);
  if (changed.length > 1) parts.push(`${changed.length} payments changed.`);
  return parts.join(" ");
}
