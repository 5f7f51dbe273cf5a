/** What has come in since a list was first shown. Pure, so that the announcement can be tested. */
export interface Arrivals<Row> {
  fresh: Row[];
  seen: ReadonlySet<string>;
}

/**
 * Rows whose id was not in the list before. Only rows above the first known one count: rows that "Show more" adds below, or that
 * a changed filter brings, are not news.
 */
export function arrivalsIn<Row>(rows: readonly Row[], seen: ReadonlySet<string> | null, idOf: (row: Row) => string): Arrivals<Row> {
  const ids = new Set(rows.map(idOf));
  if (seen === null) return { fresh: [], seen: ids };
  const firstKnown = rows.findIndex((row) => seen.has(idOf(row)));
  const head = firstKnown < 0 ? (seen.size === 0 ? rows : []) : rows.slice(0, firstKnown);
  return { fresh: [...head], seen: new Set([...seen, ...ids]) };
}
