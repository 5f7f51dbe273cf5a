import { ChoiceGroup, Choice, TextField } from "@/components/field";
import type { RuleBody } from "./rules-api";
import { fieldWords, inputText, isMoney, typedNumber } from "./rule-words";

const NUMBER = { money: "Enter an amount, such as 5,000.", count: "Enter a whole number." };

/** One rule's settings and numbers. What is no number is said beside its field and changes nothing. */
export function RuleFields({ code, rule, wrong, onChange, onWrong }: {
  code: string;
  rule: RuleBody;
  wrong: Readonly<Record<string, string>>;
  onChange: (rule: RuleBody) => void;
  onWrong: (field: string, text: string | null) => void;
}) {
  const mustStay = code === "ctr_aggregation";
  function numberField(field: string, value: number, change: (value: number) => RuleBody) {
    return (
      <TextField
        key={field}
        label={fieldWords(field)}
        name={field}
        width={10}
        inputMode={isMoney(field) ? "decimal" : "numeric"}
        defaultValue={inputText(field, value)}
        error={wrong[field]}
        autoComplete="off"
        onChange={(event) => {
          const typed = typedNumber(field, event.currentTarget.value.trim());
          if (typed === null) onWrong(field, isMoney(field) ? NUMBER.money : NUMBER.count);
          else {
            onWrong(field, null);
            onChange(change(typed));
          }
        }}
      />
    );
  }
  return (
    <div className="rule-fields">
      <ChoiceGroup legend="What it does">
        <Choice kind="radio" name="does" label="Alerts only" checked={rule.on && rule.verdict === "allow"} onChange={() => onChange({ ...rule, on: true, verdict: "allow" })} />
        <Choice kind="radio" name="does" label="Holds the money until somebody has looked" checked={rule.on && rule.verdict === "hold"} onChange={() => onChange({ ...rule, on: true, verdict: "hold" })} />
        {mustStay ? null : <Choice kind="radio" name="does" label="Nothing: it is off" checked={!rule.on} onChange={() => onChange({ ...rule, on: false })} />}
      </ChoiceGroup>
      <div className="rule-numbers">
        {Object.entries(rule.params).map(([name, value]) => numberField(`params.${name}`, value, (typed) => ({ ...rule, params: { ...rule.params, [name]: typed } })))}
        {numberField("score", rule.score, (score) => ({ ...rule, score }))}
        {numberField("again_days", rule.again_days, (again) => ({ ...rule, again_days: again }))}
      </div>
    </div>
  );
}
