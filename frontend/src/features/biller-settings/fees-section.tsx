import { Panel } from "@/components/panel";
import { parseMoney } from "@/lib/money";
import { DraftReader, readFee } from "./draft";
import { DraftSelect, DraftText } from "./fields";
import type { SectionProps } from "./section-props";
import { feeExample, OFFERED, type Method } from "./settings";

/** Who pays for a payment, by method, with a bill counted out as one types. */
export function FeesSection(props: SectionProps) {
  return (
    <Panel label="Fees">
      <h2>Fees</h2>
      <DraftText {...props} name="example.amount" label="Example bill" hint="Only for the sums on this page; it is not saved." inputMode="decimal" width={10} />
      {OFFERED.map((method) => (
        <FeeOfMethod key={method} method={method} {...props} />
      ))}
    </Panel>
  );
}

function FeeOfMethod({ method, ...props }: SectionProps & { method: Method }) {
  const at = `fees.${method}`;
  const model = props.draft[`${at}.model`];
  return (
    <fieldset className="stack settings-method">
      <legend className="settings-legend">{method === "card" ? "Card" : "Bank account"}</legend>
      <DraftSelect {...props} name={`${at}.model`} label="Fee">
        <option value="absorbed">No fee for the payer: you take the cost</option>
        <option value="flat">The same fee on every payment</option>
        <option value="percent">A percentage of the payment</option>
      </DraftSelect>
      {model === "flat" ? <DraftText {...props} name={`${at}.flat_minor`} label="Fee per payment" inputMode="decimal" width={10} /> : null}
      {model === "percent" ? (
        <div className="settings-row">
          <DraftText {...props} name={`${at}.basis_points`} label="Percent" inputMode="decimal" width={5} />
          <DraftText {...props} name={`${at}.minimum_minor`} label="At least" hint="Blank: no least fee" inputMode="decimal" width={10} />
          <DraftText {...props} name={`${at}.maximum_minor`} label="At most" hint="Blank: no limit" inputMode="decimal" width={10} />
        </div>
      ) : null}
      <FeeSentence method={method} {...props} />
    </fieldset>
  );
}

function FeeSentence({ method, draft }: SectionProps & { method: Method }) {
  const reader = new DraftReader(draft);
  const currency = reader.text("currency").toUpperCase();
  const rule = readFee(reader, method);
  const isCurrency = /^[A-Z]{3}$/.test(currency);
  const bill = isCurrency ? parseMoney(draft["example.amount"] ?? "", currency) : null;
  const sentence = rule && Object.keys(reader.errors).length === 0 && bill?.ok ? feeExample(rule, { amount_minor: bill.amountMinor, currency }) : null;
  return (
    <p role="status" className="settings-example">
      {sentence ?? "Fill in the fee and the example bill to see what the payer pays."}
    </p>
  );
}
