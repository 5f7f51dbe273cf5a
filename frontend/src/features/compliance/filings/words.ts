import { deadlineSaid, type Said } from "../words";
import type { BatchReport, FilingKind, FilingRow, FilingState } from "./api";

const kinds: Record<FilingKind, string> = {
  sar: "Suspicious activity report",
  ctr: "Currency transaction report",
  ofac_blocking: "Report of blocked property",
  ofac_rejected: "Report of a rejected transfer",
};
export const filingKinds = ["sar", "ctr", "ofac_blocking", "ofac_rejected"] as const;
export const kindWords = (kind: FilingKind): string => kinds[kind];

const states: Record<FilingState, Said> = {
  draft: { shape: "half", tone: "plain", words: "Draft" },
  proposed: { shape: "half", tone: "warn", words: "Waits for a second person" },
  approved: { shape: "check", tone: "good", words: "Approved, to be sent" },
  exported: { shape: "ring", tone: "plain", words: "In a batch file" },
  accepted: { shape: "check", tone: "good", words: "Accepted" },
  rejected: { shape: "cross", tone: "bad", words: "Rejected" },
  discarded: { shape: "cross", tone: "plain", words: "Discarded" },
};
export const filingStates = ["draft", "proposed", "approved", "exported", "rejected", "accepted", "discarded"] as const;
export const stateSaid = (state: FilingState): Said => states[state];

/** The deadline clock of a filing; null where it no longer runs. */
export const dueSaid = ({ days_left: left }: Pick<FilingRow, "days_left">): Said | null => (left === null ? null : deadlineSaid(left));

/** What FinCEN made of a report in a batch. */
export function answerSaid({ accepted, remarks }: Pick<BatchReport, "accepted" | "remarks">): Said {
  if (accepted === null) return { shape: "ring", tone: "plain", words: "No answer yet" };
  if (!accepted) return { shape: "cross", tone: "bad", words: "Rejected" };
  return remarks.length > 0 ? { shape: "triangle", tone: "warn", words: "Accepted with warnings" } : { shape: "check", tone: "good", words: "Accepted" };
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** FinCEN's form counts 17,000 characters; a batch file has room for five blocks of 4,000. */
export const NARRATIVE = { form: 17_000, file: 20_000 };

/** As it is counted: line breaks become spaces in the file. */
export const narrativeLength = (text: string): number => text.trim().replaceAll(/\s+/g, " ").length;

export function narrativeWords(text: string): string {
  const length = narrativeLength(text);
  const most = NARRATIVE.form.toLocaleString();
  if (length > NARRATIVE.file) return `${length.toLocaleString()} characters: ${(length - NARRATIVE.file).toLocaleString()} more than a file can hold.`;
  if (length > NARRATIVE.form) return `${length.toLocaleString()} characters: FinCEN’s form counts ${most}, the file can hold ${NARRATIVE.file.toLocaleString()}.`;
  return `${length.toLocaleString()} of ${most} characters.`;
}
