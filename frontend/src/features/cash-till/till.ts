import type { FormErrors } from "@/components/error-summary";
import { textOf } from "@/components/use-form";
import { formatMoney, parseMoney, type Money } from "@/lib/money";
import type { CashDay, CashIn, CashPerson, NumberKind } from "./api";
import { counterName } from "./counter-name";

/** Whose fields of the form are asked for: nobody's, who stands at the counter, and whose money it is. */
export interface Asked {
  conductor: boolean;
  onBehalfOf: boolean;
}

/** What is typed so far, as an amount; null while it is none. */
export function typedMinor(text: string, currency: string): number | null {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.amountMinor : null;
}

/** "Give back $8.00", "$2.00 is missing", or nothing while an amount is not there. */
export function changeWords(amountMinor: number | null, tenderedMinor: number | null, currency: string): string {
  if (amountMinor === null || tenderedMinor === null) return "";
  const change = tenderedMinor - amountMinor;
  const money = formatMoney({ amount_minor: Math.abs(change), currency });
  if (change < 0) return `${money} is missing.`;
  return change === 0 ? "Nothing to give back." : `Give back ${money}.`;
}

export const mustAsk = (amountMinor: number | null, day: CashDay | undefined): boolean =>
  amountMinor !== null && day !== undefined && amountMinor >= day.identify_from.amount_minor;

/** Why somebody is asked who they are, for whoever has to say it at the counter. */
export function whyAsked(amountMinor: number | null, day: CashDay | undefined): string {
  if (!day) return "The law asks who pays here.";
  if (mustAsk(amountMinor, day)) return `From ${formatMoney(day.identify_from)} in cash on, the law asks who pays. Everybody is asked, whoever they are.`;
  return `With the cash that was paid for this account today it comes to more than ${formatMoney(day.report_over)}. The law has that reported, with who paid. Everybody is asked, whoever they are.`;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function problemsOf(fields: FormData, currency: string, asked: Asked): FormErrors {
  const errors: FormErrors = {};
  const amount = typedMinor(textOf(fields, "amount"), currency);
  const tendered = typedMinor(textOf(fields, "tendered_minor"), currency);
  if (amount === null || amount === 0) errors["amount"] = "Enter the amount to pay, such as 102.50.";
  if (tendered === null) errors["tendered_minor"] = "Enter the cash that was handed over, such as 120.";
  else if (amount !== null && tendered < amount) errors["tendered_minor"] = changeWords(amount, tendered, currency);
  if (counterName(textOf(fields, "location")) === "") errors["location"] = "Name the counter, such as main office.";
  const email = textOf(fields, "email");
  if (email !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) errors["email"] = "Enter an email address, or leave it out.";
  if (asked.conductor) problemsOfPerson(fields, "conductor", errors);
  if (asked.onBehalfOf) problemsOfPerson(fields, "on_behalf_of", errors);
  return errors;
}

function problemsOfPerson(fields: FormData, who: string, errors: FormErrors) {
  const text = (name: string) => textOf(fields, `${who}.${name}`);
  if (text("family_name") === "") errors[`${who}.family_name`] = "Enter the family name.";
  if (!DATE.test(text("birth_date"))) errors[`${who}.birth_date`] = "Enter the date of birth.";
  if (text("address.line1") === "") errors[`${who}.address.line1`] = "Enter the street and number.";
  if (text("address.city") === "") errors[`${who}.address.city`] = "Enter the city.";
  if (text("identification.number") === "") errors[`${who}.identification.number`] = "Enter the number on the document.";
}

/** The request of a form that `problemsOf` has nothing against. */
export function orderOf(fields: FormData, billId: string, currency: string, asked: Asked): CashIn {
  return {
    items: [{ bill_id: billId, amount_minor: typedMinor(textOf(fields, "amount"), currency) }],
    tendered_minor: typedMinor(textOf(fields, "tendered_minor"), currency) ?? 0,
    location: counterName(textOf(fields, "location")),
    conductor: asked.conductor ? personOf(fields, "conductor") : null,
    on_behalf_of: asked.onBehalfOf ? personOf(fields, "on_behalf_of") : null,
    email: textOf(fields, "email") || null,
  };
}

function personOf(fields: FormData, who: string): CashPerson {
  const text = (name: string) => textOf(fields, `${who}.${name}`);
  return {
    given_names: text("given_names"),
    family_name: text("family_name"),
    birth_date: text("birth_date"),
    address: {
      line1: text("address.line1"), line2: text("address.line2"), city: text("address.city"), region: text("address.region"),
      postal_code: text("address.postal_code"), country: text("address.country"),
    },
    identification: { kind: text("identification.kind") as NumberKind, number: text("identification.number"), country: text("identification.country") },
  };
}

export const totalOf = (day: CashDay): Money => ({
  amount_minor: day.counters.reduce((sum, { total }) => sum + (total.currency === day.identify_from.currency ? total.amount_minor : 0), 0),
  currency: day.identify_from.currency,
});
