import { Facts, Panel } from "@/components/panel";
import { valueInWords } from "./section-words";
import { feeExample, offered, sectionName, type BillerSettings, type Section } from "./settings";

const shown: readonly Section[] = [
  "name", "fees", "cut_off", "payment_rules", "account_number", "second_factor", "bill_files", "statement_descriptor", "support",
];

/** The settings in words, for people who may read but not change them. */
export function SettingsFacts({ settings }: { settings: BillerSettings }) {
  return (
    <Panel label="Settings">
      <Facts facts={shown.map((section) => [sectionName(section), valueInWords(section, settings)] as const)} />
      {offered(settings).map((rule) => (
        <p key={rule.method}>{feeExample(rule, { amount_minor: 10_000, currency: settings.currency })}</p>
      ))}
    </Panel>
  );
}
