import { formatMoney, parseMoney, toInputText } from "@/lib/money";
import { codeWords } from "./words";
import type { Difference, Rule, RuleBody, RuleSet } from "./rules-api";

const CURRENCY = "USD";
const money = (minor: number) => formatMoney({ amount_minor: minor, currency: CURRENCY });

const names: Record<string, string> = {
  on: "Switched on",
  verdict: "What it does",
  score: "Score, of 100",
  again_days: "Days before the same party is alerted again",
  days: "Days it looks back",
  hours: "Hours it looks back",
  times: "Payments, at least",
  min_minor: "Amount together, at least",
  usual_factor: "Times as much as is usual",
  bill_times: "Bill payments, at least",
  bill_average_minor: "Average of bill payments, at least",
  near_times: "Amounts near the threshold, at least",
  near_minor: "Near the threshold begins at",
  part_minor: "Amounts counted from",
  percent_min: "Percent sent on, from",
  percent_max: "Percent sent on, to",
  hops: "Hands it may pass",
  keep_percent: "Percent that comes back, at least",
  parties: "Parties, at least",
  average_min_minor: "Average amount, at least",
  silent_days: "Days of silence before",
  watched_min_minor: "For watched countries, from",
  past: "Earlier payments known, at least",
  factor: "Times its usual highest",
  bill_min_minor: "For bills, from",
  unit_minor: "Round means whole multiples of",
};

/** What a setting or parameter is, for people; one we do not know by its name. */
export const fieldWords = (field: string): string => names[field.replace(/^params\./, "")] ?? field.replace(/^params\./, "").replaceAll("_", " ");

export const isMoney = (field: string): boolean => field.endsWith("_minor");

export function valueWords(field: string, value: Difference["before"]): string {
  if (field === "on") return value === true ? "on" : "off";
  if (field === "verdict") return value === "hold" ? "holds the money" : "alerts only";
  if (typeof value !== "number") return String(value);
  return isMoney(field) ? money(value) : String(value);
}

/** "Many payments: score, of 100: from 35 to 12". */
export const differenceWords = ({ code, field, before, after }: Difference): string =>
  `${codeWords(code)}: ${fieldWords(field).toLowerCase()}, from ${valueWords(field, before)} to ${valueWords(field, after)}`;

type Param = (name: string) => string;
const usual = (p: Param, what = "what is usual") => `, and at least ${p("usual_factor")} times ${what}`;

const sentences: Record<string, (p: Param) => string> = {
  ctr_aggregation: () => "More currency of one person in one business day than the threshold of the law.",
  structuring: (p) => `Within ${p("days")} days ${p("near_times")} amounts of cash from ${p("near_minor")}, or ${p("times")} from ${p("part_minor")}, together over the threshold${usual(p)}.`,
  velocity: (p) => `Within ${p("hours")} hours ${p("times")} payments of ${p("min_minor")} together, or ${p("bill_times")} to bills of ${p("bill_average_minor")} on average${usual(p)}.`,
  rapid_movement: (p) => `Of ${p("min_minor")} or more that came in, ${p("percent_min")} to ${p("percent_max")} percent leave within ${p("hours")} hours${usual(p)}.`,
  round_trip: (p) => `${p("min_minor")} or more come back to where they began, over at most ${p("hops")} hands within ${p("days")} days, with ${p("keep_percent")} percent of them left.`,
  fan_in: (p) => `${p("parties")} new payers within ${p("days")} days send ${p("min_minor")} together, ${p("average_min_minor")} on average${usual(p)}.`,
  fan_out: (p) => `${p("parties")} new receivers within ${p("days")} days get ${p("min_minor")} together, ${p("average_min_minor")} on average${usual(p)}.`,
  dormant_reactivation: (p) => `After ${p("silent_days")} days of silence ${p("min_minor")} move within ${p("days")} days.`,
  high_risk_geography: (p) => `Any amount to or from a country with a call for action; from ${p("watched_min_minor")} on for a watched one.`,
  out_of_pattern: (p) => `${p("min_minor")} or more (bills: ${p("bill_min_minor")}), ${p("factor")} times what 19 of 20 of ${p("past")} or more earlier payments stay under.`,
  round_amounts: (p) => `${p("times")} transfers of whole multiples of ${p("unit_minor")} within ${p("days")} days, ${p("min_minor")} together.`,
  new_account_burst: (p) => `Within ${p("days")} days of becoming a customer ${p("times")} payments of ${p("min_minor")} together (bills: ${p("bill_min_minor")}).`,
  shared_instrument: (p) => `${p("parties")} parties use one card, account or device within ${p("days")} days, for ${p("min_minor")} together.`,
  profile_change_then_large: (p) => `Within ${p("days")} days of a change of address, sign-in or contact ${p("min_minor")} or more (bills: ${p("bill_min_minor")}), unless ${p("past")} earlier payments say that is usual.`,
};

/** A rule with its numbers, as a sentence. */
export function ruleSentence(rule: Pick<Rule, "code" | "params">): string {
  const param: Param = (name) => valueWords(name, rule.params[name] ?? "?");
  const known = sentences[rule.code];
  if (known) return known(param);
  return Object.keys(rule.params).map((name) => `${fieldWords(name)} ${param(name)}`).join("; ");
}

export const bodyOf = ({ on, verdict, score, again_days, params }: Rule): RuleBody => ({ on, verdict, score, again_days, params });

export const ruleSet = (rules: readonly Rule[]): RuleSet => Object.fromEntries(rules.map((rule) => [rule.code, bodyOf(rule)]));

/** Field by field, in the order of the rules. */
export function differencesOf(before: RuleSet, after: RuleSet): Difference[] {
  return Object.entries(before).flatMap(([code, old]) => {
    const next = after[code] ?? old;
    const settings = (["on", "verdict", "score", "again_days"] as const).map((field) => ({ code, field: field as string, before: old[field], after: next[field] }));
    const params = Object.keys(old.params).map((name) => ({ code, field: `params.${name}`, before: old.params[name] ?? 0, after: next.params[name] ?? 0 }));
    return [...settings, ...params].filter((one) => one.before !== one.after);
  });
}

/** What an input shows for a number of a rule. */
export const inputText = (field: string, value: number): string => (isMoney(field) ? toInputText({ amount_minor: value, currency: CURRENCY }) : String(value));

/** A typed number of a rule; null where it is none. */
export function typedNumber(field: string, text: string): number | null {
  if (!isMoney(field)) return /^\d{1,12}$/.test(text) ? Number(text) : null;
  const parsed = parseMoney(text, CURRENCY);
  return parsed.ok ? parsed.amountMinor : null;
}
