/** A biller's settings as the API has them, and the pure sums on them. */
import { formatMoney, type Money } from "@/lib/money";

export type Method = "card" | "bank";
export type FeeModel = "absorbed" | "flat" | "percent";

export interface FeeRule {
  method: Method;
  model: FeeModel;
  flat_minor: number;
  basis_points: number;
  minimum_minor: number;
  maximum_minor: number | null;
}

export interface BillerSettings {
  id: string;
  version: number;
  time_zone: string;
  slug: string;
  name: string;
  category: string;
  currency: string;
  logo_text: string;
  statement_descriptor: string;
  support: { phone: string; email: string; url: string };
  fees: FeeRule[];
  cut_off: {
    local_time: string;
    time_zone: string;
    banking_days_to_deliver: Partial<Record<Method, number>>;
    holidays: "us_federal_reserve" | "none";
  };
  payment_rules: { partial: boolean; minimum_minor: number; over_payment: boolean; maximum_minor: number };
  account_number: { pattern: string; label: string; hint: string; example: string };
  second_factor: { kind: "postal_code" | "last_name" | "phone_last4"; label: string; hint: string };
  bill_files: { date_order: "mdy" | "dmy"; decimal_mark: "." | "," };
}

/** What can be written; `id`, `version` and the zone at the top are the server's. */
export type WritableSettings = Omit<BillerSettings, "id" | "version" | "time_zone">;

/** What a biller can choose. Payments from a bank account are known to the rules, but nobody can make one yet. */
export const OFFERED: readonly Method[] = ["card"];

export const offered = (settings: WritableSettings): FeeRule[] => settings.fees.filter((rule) => OFFERED.includes(rule.method));

export const methodWords: Readonly<Record<Method, string>> = { card: "card", bank: "bank account" };

/**
 * The payer's fee in minor units, as the server counts it: a percentage is rounded half up, lifted to the minimum, then cut at
 * the maximum. The quote that a payer sees is always the server's.
 */
export function feeMinor(rule: FeeRule, amountMinor: number): number {
  if (rule.model === "absorbed" || amountMinor <= 0) return 0;
  if (rule.model === "flat") return rule.flat_minor;
  const exact = Number((BigInt(amountMinor) * BigInt(rule.basis_points) + 5_000n) / 10_000n);
  const fee = Math.max(exact, rule.minimum_minor);
  return rule.maximum_minor === null ? fee : Math.min(fee, rule.maximum_minor);
}

/** "A $100.00 bill by card costs the payer $101.50: $100.00 for you and a fee of $1.50." */
export function feeExample(rule: FeeRule, bill: Money): string {
  const fee = feeMinor(rule, bill.amount_minor);
  const money = (amount_minor: number) => formatMoney({ amount_minor, currency: bill.currency });
  const start = `A ${formatMoney(bill)} bill by ${methodWords[rule.method]} costs the payer ${money(bill.amount_minor + fee)}`;
  return fee === 0 ? `${start}. There is no fee.` : `${start}: ${formatMoney(bill)} for the bill and a fee of ${money(fee)}.`;
}

/** "2.5" or "2,5 %" -> 250 hundredths of a percent; null when it is not a percentage with at most two decimals. */
export function parseBasisPoints(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, ""));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** 250 -> "2.5" */
export function basisPointsText(basisPoints: number): string {
  const hundredths = String(basisPoints % 100).padStart(2, "0").replace(/0+$/, "");
  return hundredths === "" ? String(Math.floor(basisPoints / 100)) : `${Math.floor(basisPoints / 100)}.${hundredths}`;
}

const sectionNames: Readonly<Record<keyof WritableSettings, string>> = {
  slug: "Short name", name: "Name", category: "Category", currency: "Currency", logo_text: "Logo letters",
  statement_descriptor: "Words on card statements", support: "Help for payers", fees: "Fees", cut_off: "Cut-off and delivery",
  payment_rules: "Part and over-payments", account_number: "Account number", second_factor: "Second check", bill_files: "Bill files",
};

export type Section = keyof WritableSettings;
export const sectionName = (section: Section) => sectionNames[section];

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = Object.entries(a);
  return left.length === Object.keys(b).length && left.every(([name, value]) => sameValue(value, (b as Record<string, unknown>)[name]));
}

/** The sections of `after` that are not as in `before`: the API takes those alone, each whole. */
export function changedSections(before: BillerSettings, after: WritableSettings): Section[] {
  return (Object.keys(sectionNames) as Section[]).filter((section) => !sameValue(before[section], after[section]));
}
