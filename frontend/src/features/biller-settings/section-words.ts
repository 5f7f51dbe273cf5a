import { formatMoney } from "@/lib/money";
import { formatDescription } from "./account-words";
import { basisPointsText, methodWords, offered, type FeeRule, type Section, type WritableSettings } from "./settings";

const factorKinds: Readonly<Record<WritableSettings["second_factor"]["kind"], string>> = {
  postal_code: "the ZIP or postal code",
  last_name: "the last name",
  phone_last4: "the last four digits of the phone number",
};

/** A section of the settings in a few words, to compare two versions of it. */
export function valueInWords(section: Section, settings: WritableSettings): string {
  const money = (amount_minor: number) => formatMoney({ amount_minor, currency: settings.currency });
  const fee = (rule: FeeRule) => {
    if (rule.model === "absorbed") return "no fee";
    if (rule.model === "flat") return money(rule.flat_minor);
    const most = rule.maximum_minor === null ? "" : `, at most ${money(rule.maximum_minor)}`;
    return `${basisPointsText(rule.basis_points)}%${rule.minimum_minor ? `, at least ${money(rule.minimum_minor)}` : ""}${most}`;
  };
  switch (section) {
    case "fees":
      return offered(settings).map((rule) => `${methodWords[rule.method]}: ${fee(rule)}`).join("; ");
    case "cut_off": {
      const { local_time, time_zone, banking_days_to_deliver, holidays } = settings.cut_off;
      const days = offered(settings).map(({ method }) => {
        const count = banking_days_to_deliver[method] ?? 0;
        return `with you ${count === 0 ? "the same banking day" : count === 1 ? "one banking day later" : `${count} banking days later`} by ${methodWords[method]}`;
      });
      const closed = holidays === "none" ? "no bank holidays" : "not on holidays of the Federal Reserve";
      return `${local_time}, time in ${time_zone.replaceAll("_", " ")}; ${days.join(", ")}; ${closed}`;
    }
    case "payment_rules": {
      const rules = settings.payment_rules;
      const part = rules.partial ? `part payments from ${money(rules.minimum_minor)}` : "no part payments";
      return `${part}; ${rules.over_payment ? `up to ${money(rules.maximum_minor)} on a bill` : "no over-payment"}`;
    }
    case "account_number": {
      const { label, hint, example, pattern } = settings.account_number;
      return [`“${label}”, such as ${example}`, formatDescription(pattern), hint && `payers read: “${hint}”`].filter(Boolean).join("; ");
    }
    case "second_factor": {
      const { kind, label, hint } = settings.second_factor;
      return [`Asks for ${factorKinds[kind]}, called “${label}”`, hint && `payers read: “${hint}”`].filter(Boolean).join("; ");
    }
    case "bill_files": {
      const { date_order, decimal_mark } = settings.bill_files;
      return `03/04/2026 is ${date_order === "mdy" ? "March 4" : "April 3"}; amounts are written ${decimal_mark === "." ? "1,234.56" : "1.234,56"}`;
    }
    case "support":
      return Object.values(settings.support).filter((part) => part !== "").join(", ");
    default:
      return settings[section];
  }
}
