/** Shapes of bill files and the plain words for them. */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type BillFile = Schemas["BillFileOut"];
export type Preview = Schemas["PreviewOut"];
export type FileProblem = Schemas["RowProblemOut"];
export type FileProblemCode = Schemas["Reason"];
export type UploadMode = BillFile["mode"];

/** Our field's name -> the heading of the file's column it is read from. */
export type Mapping = Readonly<Record<string, string>>;

export const isFinished = (file: BillFile) => file.status === "done" || file.status === "failed";

const reasons: Readonly<Record<string, string>> = {
  wrong_column_count: "Too many or too few cells",
  unclosed_quote: "Quotation mark not closed",
  bad_encoding: "Damaged characters",
  control_character: "Invisible characters",
  missing_value: "Something is missing",
  too_long: "Too long",
  account_number_format: "Not one of your account numbers",
  second_factor_format: "Second check not valid",
  amount_not_understood: "Not an amount",
  amount_negative: "Amount below zero",
  amount_too_large: "Amount too large",
  too_many_decimals: "Too many decimals",
  currency_mismatch: "Another currency",
  date_not_understood: "Not a date",
  date_impossible: "No such day",
  date_out_of_range: "Year out of range",
  dates_out_of_order: "Dates in the wrong order",
  charges_not_understood: "Charges not understood",
  duplicate_in_file: "Twice in the file",
  below_amount_paid: "Less than already paid",
  payment_in_progress: "Being paid right now",
};

/** Reasons come from the API, and new ones must stay readable: "required_field_missing" -> "Required field missing". */
export function reasonInWords(code: string): string {
  const words = reasons[code] ?? code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The heading in the biller's own file under which a field stands. */
export const columnOf = (file: BillFile, field: string | null) => (field === null ? null : (file.mapping[field] ?? null));

/** "november.csv" -> "november-wrong-rows.csv", as the server names it. */
export const wrongRowsName = (fileName: string) => `${fileName.replace(/(.)\.[^.]*$/, "$1")}-wrong-rows.csv`;

/** How far a file is, 0 to 1; by bytes, since the number of rows is known only at the end. */
export function doneShare(file: BillFile): number {
  if (isFinished(file)) return 1;
  if (file.rows_total) return Math.min(1, file.rows_done / file.rows_total);
  return file.bytes_total > 0 ? Math.min(1, file.bytes_done / file.bytes_total) : 0;
}

export interface Observation {
  rows: number;
  /** Milliseconds of a steady clock. */
  at: number;
}

/** Rows a second between the oldest and the newest observation of the last ten seconds; null while there is too little to say. */
export function rowsPerSecond(observations: readonly Observation[]): number | null {
  const newest = observations.at(-1);
  const oldest = newest && observations.find((one) => newest.at - one.at <= 10_000);
  if (!newest || !oldest || newest.at - oldest.at < 500) return null;
  return Math.max(0, Math.round(((newest.rows - oldest.rows) * 1000) / (newest.at - oldest.at)));
}

export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const wholeNumbers = new Intl.NumberFormat();

/** "59,880" in the reader's own way. */
export const countText = (count: number) => wholeNumbers.format(count);
