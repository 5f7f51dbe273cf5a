import { Panel } from "@/components/panel";
import { DraftSelect, DraftText, DraftTick } from "./fields";
import type { SectionProps } from "./section-props";
import { methodWords, OFFERED } from "./settings";

const zones = (Intl as unknown as { supportedValuesOf: (key: "timeZone") => string[] }).supportedValuesOf("timeZone");

export function CutOffSection(props: SectionProps) {
  const zone = props.draft["cut_off.time_zone"] ?? "";
  const choices = zone !== "" && !zones.includes(zone) ? [zone, ...zones] : zones;
  return (
    <Panel label="Cut-off and delivery">
      <h2>Cut-off and delivery</h2>
      <p className="quiet">A payment made before the cut-off on a banking day counts as paid that day. Payers see the day you will have the money before they pay.</p>
      <div className="settings-row">
        <DraftText {...props} name="cut_off.local_time" label="Cut-off" hint="Hours and minutes, such as 17:00" width={5} />
        <DraftSelect {...props} name="cut_off.time_zone" label="Time zone" hint="All your dates are days in this zone.">
          {choices.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll("_", " ")}
            </option>
          ))}
        </DraftSelect>
        <DraftSelect {...props} name="cut_off.holidays" label="Bank holidays">
          <option value="us_federal_reserve">Of the Federal Reserve (US)</option>
          <option value="none">None</option>
        </DraftSelect>
      </div>
      <div className="settings-row">
        {OFFERED.map((method) => (
          <DraftText
            key={method}
            {...props}
            name={`cut_off.banking_days_to_deliver.${method}`}
            label={`Banking days to deliver, by ${methodWords[method]}`}
            inputMode="numeric"
            width={5}
          />
        ))}
      </div>
    </Panel>
  );
}

export function PaymentRulesSection(props: SectionProps) {
  return (
    <Panel label="Part and over-payments">
      <h2>Part and over-payments</h2>
      <DraftTick {...props} name="payment_rules.partial" label="Payers may pay part of a bill" />
      {props.draft["payment_rules.partial"] === "yes" ? (
        <DraftText {...props} name="payment_rules.minimum_minor" label="Smallest part payment" hint="Blank: any amount. What is left of a bill can always be paid in full." inputMode="decimal" width={10} />
      ) : null}
      <DraftTick {...props} name="payment_rules.over_payment" label="Payers may pay more than the bill asks for" hint="What is over becomes the payer’s credit." />
      {props.draft["payment_rules.over_payment"] === "yes" ? (
        <DraftText {...props} name="payment_rules.maximum_minor" label="Most that may be paid on one bill" inputMode="decimal" width={10} />
      ) : null}
    </Panel>
  );
}

export function BillFilesSection(props: SectionProps) {
  return (
    <Panel label="Bill files">
      <h2>Bill files</h2>
      <div className="settings-row">
        <DraftSelect {...props} name="bill_files.date_order" label="03/04/2026 in your files means">
          <option value="mdy">March 4, 2026</option>
          <option value="dmy">April 3, 2026</option>
        </DraftSelect>
        <DraftSelect {...props} name="bill_files.decimal_mark" label="Before the cents stands">
          <option value=".">a point: 1,234.56</option>
          <option value=",">a comma: 1.234,56</option>
        </DraftSelect>
      </div>
    </Panel>
  );
}
