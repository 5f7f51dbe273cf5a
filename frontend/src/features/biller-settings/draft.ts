/**
 * What stands in the settings form, as text, under the names that the API uses for its fields, so that its complaints find their
 * way back. Reading the form is pure: text in, settings or sentences out.
 */
import type { FormErrors } from "@/components/error-summary";
import { parseMoney, toInputText } from "@/lib/money";
import { compiledFormat, tryNumber } from "./account-format";
import { basisPointsText, parseBasisPoints, type BillerSettings, type FeeModel, type FeeRule, type Method, type WritableSettings } from "./settings";

export type Draft = Readonly<Record<string, string>>;

export const METHODS: readonly Method[] = ["card", "bank"];
/** How a box that is ticked stands in a draft. */
export const TICKED = "yes";

const tick = (value: boolean) => (value ? TICKED : "");

export function draftOf(settings: WritableSettings): Draft {
  const money = (amount_minor: number) => (amount_minor === 0 ? "" : toInputText({ amount_minor, currency: settings.currency }));
  const draft: Record<string, string> = {
    slug: settings.slug, name: settings.name, category: settings.category, currency: settings.currency, logo_text: settings.logo_text,
    statement_descriptor: settings.statement_descriptor,
    "support.phone": settings.support.phone, "support.email": settings.support.email, "support.url": settings.support.url,
    "cut_off.local_time": settings.cut_off.local_time, "cut_off.time_zone": settings.cut_off.time_zone, "cut_off.holidays": settings.cut_off.holidays,
    "payment_rules.partial": tick(settings.payment_rules.partial), "payment_rules.minimum_minor": money(settings.payment_rules.minimum_minor),
    "payment_rules.over_payment": tick(settings.payment_rules.over_payment), "payment_rules.maximum_minor": money(settings.payment_rules.maximum_minor),
    "account_number.pattern": settings.account_number.pattern, "account_number.label": settings.account_number.label,
    "account_number.hint": settings.account_number.hint, "account_number.example": settings.account_number.example,
    "second_factor.kind": settings.second_factor.kind, "second_factor.label": settings.second_factor.label, "second_factor.hint": settings.second_factor.hint,
    "bill_files.date_order": settings.bill_files.date_order, "bill_files.decimal_mark": settings.bill_files.decimal_mark,
  };
  for (const method of METHODS) {
    const rule = settings.fees.find((one) => one.method === method);
    const at = `fees.${method}`;
    draft[`${at}.accepted`] = tick(rule !== undefined);
    draft[`${at}.model`] = rule?.model ?? "absorbed";
    draft[`${at}.flat_minor`] = rule ? money(rule.flat_minor) : "";
    draft[`${at}.basis_points`] = rule?.basis_points ? basisPointsText(rule.basis_points) : "";
    draft[`${at}.minimum_minor`] = rule ? money(rule.minimum_minor) : "";
    draft[`${at}.maximum_minor`] = rule && rule.maximum_minor !== null ? money(rule.maximum_minor) : "";
    draft[`cut_off.banking_days_to_deliver.${method}`] = String(settings.cut_off.banking_days_to_deliver[method] ?? (method === "card" ? 1 : 2));
  }
  return draft;
}

export class DraftReader {
  readonly errors: FormErrors = {};
  private readonly draft: Draft;

  constructor(draft: Draft) {
    this.draft = draft;
  }

  text(name: string): string {
    return (this.draft[name] ?? "").trim();
  }

  needed(name: string, complaint: string): string {
    const text = this.text(name);
    if (text === "") this.errors[name] = complaint;
    return text;
  }

  ticked(name: string): boolean {
    return this.draft[name] === TICKED;
  }

  /** Minor units of the draft's currency; blank is zero. */
  money(name: string, what: string): number {
    const text = this.text(name);
    if (text === "") return 0;
    const parsed = parseMoney(text, /^[A-Za-z]{3}$/.test(this.text("currency")) ? this.text("currency").toUpperCase() : "USD");
    if (parsed.ok) return parsed.amountMinor;
    this.errors[name] = `Write ${what} as an amount, such as ${toInputText({ amount_minor: 150, currency: "USD" })}.`;
    return 0;
  }

  days(name: string, what: string): number {
    const text = this.text(name);
    if (/^\d{1,2}$/.test(text) && Number(text) <= 10) return Number(text);
    this.errors[name] = `Write ${what} as a number of banking days from 0 to 10.`;
    return 0;
  }
}

/** The rule of one method as it stands in the form; null when the method is not taken. */
export function readFee(reader: DraftReader, method: Method): FeeRule | null {
  const at = `fees.${method}`;
  if (!reader.ticked(`${at}.accepted`)) return null;
  const model = reader.text(`${at}.model`) as FeeModel;
  const rule: FeeRule = { method, model, flat_minor: 0, basis_points: 0, minimum_minor: 0, maximum_minor: null };
  if (model === "flat") rule.flat_minor = reader.money(`${at}.flat_minor`, "the fee");
  if (model === "flat" && rule.flat_minor === 0 && !reader.errors[`${at}.flat_minor`]) reader.errors[`${at}.flat_minor`] = "Write the fee, or choose “No fee for the payer”.";
  if (model === "percent") {
    const points = parseBasisPoints(reader.text(`${at}.basis_points`));
    if (points === null || points === 0 || points > 1_000) reader.errors[`${at}.basis_points`] = "Write a percentage above 0 and up to 10, such as 2.5.";
    rule.basis_points = points ?? 0;
    rule.minimum_minor = reader.money(`${at}.minimum_minor`, "the least fee");
    rule.maximum_minor = reader.text(`${at}.maximum_minor`) === "" ? null : reader.money(`${at}.maximum_minor`, "the highest fee");
    if (rule.maximum_minor !== null && rule.maximum_minor < rule.minimum_minor) reader.errors[`${at}.maximum_minor`] = "The highest fee is not below the least fee.";
  }
  return rule;
}

export function readDraft(draft: Draft): { values: WritableSettings; errors: FormErrors } {
  const reader = new DraftReader(draft);
  const fees = METHODS.map((method) => readFee(reader, method)).filter((rule) => rule !== null);
  if (fees.length === 0) reader.errors["fees.card.accepted"] = "Take at least one way of paying.";
  const days: Partial<Record<Method, number>> = {};
  for (const { method } of fees) days[method] = reader.days(`cut_off.banking_days_to_deliver.${method}`, `the days for ${method}`);
  const pattern = reader.needed("account_number.pattern", "Write the pattern of your account numbers.");
  const example = reader.needed("account_number.example", "Give an example of an account number.");
  if (pattern !== "" && !compiledFormat(pattern)) reader.errors["account_number.pattern"] = "Use the simple patterns only, such as \\d{10} or NE-\\d{6}.";
  else if (example !== "" && pattern !== "" && tryNumber(pattern, example).outcome !== "fits") reader.errors["account_number.example"] = "The example does not fit the pattern.";
  const time = reader.needed("cut_off.local_time", "Write the cut-off time.");
  if (time !== "" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) reader.errors["cut_off.local_time"] = "Write the time as hours and minutes, such as 17:00.";
  const overPayment = reader.ticked("payment_rules.over_payment");
  const maximum = reader.money("payment_rules.maximum_minor", "the limit");
  if (overPayment && maximum === 0 && !reader.errors["payment_rules.maximum_minor"]) reader.errors["payment_rules.maximum_minor"] = "Over-payment needs a limit per bill.";
  const values: WritableSettings = {
    slug: reader.needed("slug", "Write a short name for the address."),
    name: reader.needed("name", "Write the name."),
    category: reader.text("category"),
    currency: reader.text("currency").toUpperCase(),
    logo_text: reader.needed("logo_text", "Write one to four letters for the logo."),
    statement_descriptor: reader.needed("statement_descriptor", "Write what card statements show."),
    support: { phone: reader.text("support.phone"), email: reader.text("support.email"), url: reader.text("support.url") },
    fees,
    cut_off: {
      local_time: time,
      time_zone: reader.needed("cut_off.time_zone", "Choose the time zone."),
      banking_days_to_deliver: days,
      holidays: reader.text("cut_off.holidays") as BillerSettings["cut_off"]["holidays"],
    },
    payment_rules: { partial: reader.ticked("payment_rules.partial"), minimum_minor: reader.money("payment_rules.minimum_minor", "the smallest part payment"), over_payment: overPayment, maximum_minor: maximum },
    account_number: { pattern, label: reader.needed("account_number.label", "Write what the number is called on a bill."), hint: reader.text("account_number.hint"), example },
    second_factor: { kind: reader.text("second_factor.kind") as BillerSettings["second_factor"]["kind"], label: reader.needed("second_factor.label", "Write what the second check is called."), hint: reader.text("second_factor.hint") },
    bill_files: { date_order: reader.text("bill_files.date_order") as "mdy" | "dmy", decimal_mark: reader.text("bill_files.decimal_mark") as "." | "," },
  };
  return { values, errors: reader.errors };
}

/** The server's complaints by the form's names: it counts fee rules, the form names them by method. */
export function serverErrors(fields: readonly { field: string; message: string }[], values: WritableSettings): FormErrors {
  const errors: FormErrors = {};
  for (const { field, message } of fields) {
    const plain = field.replace(/^body\./, "");
    const match = /^fees\.(\d+)(?:\.(.+))?$/.exec(plain);
    const method = match ? values.fees[Number(match[1])]?.method : undefined;
    const name = method ? `fees.${method}.${match?.[2] ?? "accepted"}` : plain === "fees" ? "fees.card.accepted" : plain;
    errors[name] ??= message;
  }
  return errors;
}
