import type { MarkShape, StatusTone } from "@/components/mark";
import type { AlertState, CaseState, ClockKind, FreezeKind, Outcome, StoppedTransfer, Verdict } from "./api";

export interface Said {
  shape: MarkShape;
  tone: StatusTone;
  words: string;
}

const codes: Record<string, string> = {
  sanctions: "Sanctions list",
  screening_unavailable: "Screening was away",
  monitoring_unavailable: "Monitoring was away",
  frozen: "Frozen party",
  ofac_block: "Blocked by law",
  ctr_aggregation: "Cash over the threshold",
  structuring: "Structuring",
  velocity: "Many payments",
  rapid_movement: "In and out quickly",
  round_trip: "Money that comes back",
  fan_in: "From many to one",
  fan_out: "From one to many",
  dormant_reactivation: "Long silent, now active",
  high_risk_geography: "High-risk country",
  out_of_pattern: "Out of pattern",
  round_amounts: "Round amounts",
  new_account_burst: "New and busy",
  shared_instrument: "Shared card or account",
  profile_change_then_large: "Changed, then large",
};
export const alertCodes = Object.keys(codes);

/** What a rule is about; one we do not know yet by its code. */
export const codeWords = (code: string): string => codes[code] ?? code.replaceAll("_", " ");

const verdicts: Record<Verdict, Said> = {
  allow: { shape: "ring", tone: "plain", words: "Went through" },
  hold: { shape: "half", tone: "warn", words: "Held" },
  block: { shape: "cross", tone: "bad", words: "Blocked" },
};
export const verdictSaid = (verdict: Verdict): Said => verdicts[verdict];

const alertStates: Record<AlertState, Said> = {
  open: { shape: "triangle", tone: "warn", words: "To look at" },
  in_case: { shape: "half", tone: "plain", words: "In a case" },
  dismissed: { shape: "check", tone: "good", words: "Dismissed" },
};
export const alertStateSaid = (state: AlertState): Said => alertStates[state];

const caseStates: Record<CaseState, Said> = {
  open: { shape: "triangle", tone: "warn", words: "To look at" },
  investigating: { shape: "half", tone: "plain", words: "Investigating" },
  escalated: { shape: "triangle", tone: "bad", words: "Escalated" },
  decided: { shape: "check", tone: "good", words: "Decided" },
};
export const caseStateSaid = (state: CaseState): Said => caseStates[state];

const outcomes: Record<Outcome, string> = { no_action: "Nothing to report", released: "Released", refused: "Refused", filed: "Report filed" };
export const outcomeWords = (outcome: Outcome): string => outcomes[outcome];

const priorities: Record<"urgent" | "high" | "normal" | "low", Said> = {
  urgent: { shape: "triangle", tone: "bad", words: "Urgent" },
  high: { shape: "triangle", tone: "warn", words: "High" },
  normal: { shape: "dot", tone: "plain", words: "Normal" },
  low: { shape: "ring", tone: "plain", words: "Low" },
};
export const prioritySaid = (priority: keyof typeof priorities): Said => priorities[priority];

const transferStates: Record<StoppedTransfer["state"], Said> = {
  held: { shape: "half", tone: "warn", words: "Held" },
  blocked: { shape: "cross", tone: "bad", words: "Blocked" },
  released: { shape: "check", tone: "good", words: "Released" },
  refused: { shape: "cross", tone: "bad", words: "Refused" },
  ended: { shape: "ring", tone: "plain", words: "Ended by itself" },
};
export const transferSaid = (state: StoppedTransfer["state"]): Said => transferStates[state];

const clocks: Record<ClockKind, string> = { sar: "Suspicious activity report", ctr: "Currency transaction report", ofac: "Report to OFAC" };
export const clockWords = (kind: ClockKind): string => clocks[kind];

const freezes: Record<FreezeKind, string> = { aml: "Freeze: what they send waits", ofac_block: "Block by law: nothing moves" };
export const freezeWords = (kind: FreezeKind): string => freezes[kind];

const plural = (count: number): string => `${count} ${count === 1 ? "day" : "days"}`;

/** "5 days left", "due today", "2 days late". */
export function daysLeftWords(days: number): string {
  if (days === 0) return "due today";
  return days > 0 ? `${plural(days)} left` : `${plural(-days)} late`;
}

export function deadlineSaid(days: number): Said {
  if (days < 0) return { shape: "cross", tone: "bad", words: daysLeftWords(days) };
  return { shape: days <= 3 ? "triangle" : "ring", tone: days <= 3 ? "warn" : "plain", words: daysLeftWords(days) };
}

const entries: Record<string, string> = {
  opened: "Case opened",
  joined: "Further alerts joined",
  assigned: "Handed to",
  note: "Note",
  escalated: "Escalated",
  alert_dismissed: "Alert dismissed",
  transfer_released: "Transfer released",
  transfer_refused: "Transfer refused",
  transfer_blocked: "Transfer blocked by law",
  judged_again: "Judged again, once that could be done",
  transfer_ended: "Transfer ended by itself",
  clock_ended: "Deadline settled",
  frozen: "Party frozen",
  freeze_lifted: "Freeze lifted",
  decided: "Case decided",
};
export const entryWords = (kind: string): string => entries[kind] ?? kind.replaceAll("_", " ");
