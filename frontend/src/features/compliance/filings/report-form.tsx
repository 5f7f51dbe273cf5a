import type { FilingContent, FilingKind } from "./api";
import { CurrencyForm } from "./currency-form";
import { OfacForm } from "./ofac-form";
import type { Value } from "./places";
import { SuspiciousForm } from "./suspicious-form";

/** The sections of a filing: to fill in or to read, as the draft around it says. */
export function ReportForm({ kind }: { kind: FilingKind }) {
  if (kind === "sar") return <SuspiciousForm />;
  return kind === "ctr" ? <CurrencyForm /> : <OfacForm />;
}

/** The one report in a content, and back. */
export const reportIn = (content: FilingContent): Value => (content.sar ?? content.ctr ?? content.ofac ?? {}) as unknown as Value;

export function contentOf(kind: FilingKind, report: Value): FilingContent {
  // A report has the form that the server gave; only its values were changed.
  const name = kind === "sar" || kind === "ctr" ? kind : "ofac";
  return { [name]: report } as unknown as FilingContent;
}
