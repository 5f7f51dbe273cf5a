import type { WritableSettings } from "./settings";

/** Where a new biller starts: card payments, no fee for the payer, whole bills only. */
export const newSettings: WritableSettings = {
  slug: "", name: "", category: "", currency: "USD", logo_text: "", statement_descriptor: "",
  support: { phone: "", email: "", url: "" },
  fees: [{ method: "card", model: "absorbed", flat_minor: 0, basis_points: 0, minimum_minor: 0, maximum_minor: null }],
  cut_off: { local_time: "17:00", time_zone: "America/New_York", banking_days_to_deliver: { card: 1 }, holidays: "us_federal_reserve" },
  payment_rules: { partial: false, minimum_minor: 0, over_payment: false, maximum_minor: 0 },
  account_number: { pattern: "", label: "Account number", hint: "", example: "" },
  second_factor: { kind: "postal_code", label: "ZIP code", hint: "The ZIP code your bill is sent to." },
  bill_files: { date_order: "mdy", decimal_mark: "." },
};
