import { formatMoney } from "@/lib/money";
import { basisPointsText, methodWords, type FeeRule, type Section, type WritableSettings } from "./settings";

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
      return settings.fees.map((rule) => `${methodWords[rule.method]}: ${fee(rule)}`).join("; ");
    case "cut_off": {
      const days = Object.entries(settings.cut_off.banking_days_to_deliver).map(([method, count]) => `${count} days by ${method}`);
      return `${settings.cut_off.local_time} ${settings.cut_off.time_zone}, ${days.join(", ")}`;
    }
    case "payment_rules": {
      const rules = settings.payment_rules;
      const part = rules.partial ? `part payments from ${money(rules.minimum_minor)}` : "no part payments";
      return `${part}; ${rules.over_payment ? `up to ${money(rules.maximum_minor)} on a bill` : "no over-payment"}`;
    }
    default: {
      const value = settings[section];
      return typeof value === "string" ? value : Object.values(value).filter((part) => part !== "").join(", ");
    }
  }
}
