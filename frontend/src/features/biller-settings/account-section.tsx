import { useState } from "react";
import { TextField } from "@/components/field";
import { Status } from "@/components/mark";
import { Panel } from "@/components/panel";
import { tryNumber } from "./account-format";
import { DraftSelect, DraftText } from "./fields";
import type { SectionProps } from "./section-props";

/** How a payer names the account, with a field to try numbers against the pattern. */
export function AccountSection(props: SectionProps) {
  const [typed, setTyped] = useState("");
  return (
    <Panel label="Account number">
      <h2>Account number</h2>
      <div className="settings-row">
        <DraftText {...props} name="account_number.label" label="Called on your bills" />
        <DraftText {...props} name="account_number.example" label="Example" spellCheck={false} autoComplete="off" />
      </div>
      <DraftText {...props} name="account_number.hint" label="Where payers find it" optional />
      <DraftText
        {...props}
        name="account_number.pattern"
        label="Pattern"
        hint={
          <>
            <code>\d</code> is a digit, <code>{"{10}"}</code> means ten of them, <code>[A-Z]</code> a letter, <code>(NE|SW)</code> one of two words. Spaces, dashes and
            letter case never count.
          </>
        }
        spellCheck={false}
        autoComplete="off"
      />
      <TextField label="Try a number" name="try" hint="Not saved." value={typed} onChange={(event) => setTyped(event.currentTarget.value)} spellCheck={false} autoComplete="off" />
      <p role="status">
        <TrialWords pattern={props.draft["account_number.pattern"] ?? ""} typed={typed} />
      </p>
    </Panel>
  );
}

function TrialWords({ pattern, typed }: { pattern: string; typed: string }) {
  const trial = tryNumber(pattern, typed);
  if (trial.outcome === "bad_pattern") return typed === "" ? null : <Status shape="triangle" tone="warn">The pattern is not one of the simple ones</Status>;
  if (trial.outcome === "fits") {
    return (
      <>
        <Status shape="check" tone="good">Fits</Status> <span className="quiet">and is kept as {trial.key}</span>
      </>
    );
  }
  if (trial.outcome === "empty") return null;
  return (
    <>
      <Status shape="cross" tone="bad">Does not fit</Status> <span className="quiet">({trial.key})</span>
    </>
  );
}

export function SecondFactorSection(props: SectionProps) {
  return (
    <Panel label="Second check">
      <h2>Second check</h2>
      <p className="quiet">Someone without a sign-in has to know this as well as the account number. Your bill files carry it for every account.</p>
      <DraftSelect {...props} name="second_factor.kind" label="What is asked">
        <option value="postal_code">ZIP or postal code</option>
        <option value="last_name">Last name</option>
        <option value="phone_last4">Last four digits of the phone number</option>
      </DraftSelect>
      <div className="settings-row">
        <DraftText {...props} name="second_factor.label" label="Called on the payer’s page" />
        <DraftText {...props} name="second_factor.hint" label="Hint" optional />
      </div>
    </Panel>
  );
}

export function PublicSection(props: SectionProps) {
  return (
    <Panel label="What payers see">
      <h2>What payers see</h2>
      <div className="settings-row">
        <DraftText {...props} name="name" label="Name" />
        <DraftText {...props} name="category" label="Category" optional />
      </div>
      <div className="settings-row">
        <DraftText {...props} name="slug" label="Short name in addresses" hint="Small letters, digits and dashes." spellCheck={false} />
        <DraftText {...props} name="logo_text" label="Logo letters" hint="One to four." width={5} />
        <DraftText {...props} name="statement_descriptor" label="On card statements" hint="5 to 22 plain characters." />
      </div>
      <div className="settings-row">
        <DraftText {...props} name="support.phone" label="Phone for payers" type="tel" optional />
        <DraftText {...props} name="support.email" label="Email for payers" type="email" optional />
        <DraftText {...props} name="support.url" label="Web page for payers" type="url" optional />
      </div>
    </Panel>
  );
}
