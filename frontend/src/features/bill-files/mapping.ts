import type { Mapping, Preview } from "./bill-file";

/** Required fields nobody has given a column yet. */
export function missingFields(preview: Preview, mapping: Mapping): Preview["fields"] {
  return preview.fields.filter((field) => field.required && !mapping[field.name]);
}

/** Columns read into more than one field, which is nearly always a slip. Column -> the labels of its fields. */
export function columnsUsedTwice(preview: Preview, mapping: Mapping): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const field of preview.fields) {
    const column = mapping[field.name];
    if (column) uses.set(column, [...(uses.get(column) ?? []), field.label]);
  }
  return new Map([...uses].filter(([, labels]) => labels.length > 1));
}

/** Columns of the file that go nowhere; said, so that nobody believes they were read. */
export function unusedColumns(preview: Preview, mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping));
  return preview.columns.filter((column) => !used.has(column));
}

/** The first value that is not blank in a column of the sample. */
export function sampleOf(preview: Preview, column: string | undefined): string | null {
  const place = column === undefined ? -1 : preview.columns.indexOf(column);
  if (place < 0) return null;
  return preview.sample.map((row) => row[place]?.trim() ?? "").find((value) => value !== "") ?? null;
}
