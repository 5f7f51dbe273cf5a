import { useState, type FormEvent, type ReactNode } from "react";
import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { AccountSection, PublicSection, SecondFactorSection } from "./account-section";
import { draftOf, readDraft, serverErrors, type Draft } from "./draft";
import { DraftText } from "./fields";
import { FeesSection } from "./fees-section";
import { BillFilesSection, CutOffSection, PaymentRulesSection } from "./rules-section";
import type { WritableSettings } from "./settings";
import "./settings.css";

interface SettingsFormProps {
  initial: WritableSettings;
  /** Throws the API's refusals; a form cannot tell what they mean beyond their fields. */
  onSave: (values: WritableSettings) => Promise<void>;
  saveText: string;
  busyText: string;
  /** A new biller has its currency chosen; later it stays. */
  withCurrency?: boolean;
  outcome?: ReactNode;
}

/** All settings of a biller in one form. Errors lead to their fields; nothing typed is lost when saving fails. */
export function SettingsForm({ initial, onSave, saveText, busyText, withCurrency = false, outcome }: SettingsFormProps) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...draftOf(initial), "example.amount": "100.00" }));
  const [errors, setErrors] = useState<FormErrors>({});
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const { values, errors: found } = readDraft(draft);
    setErrors(found);
    if (Object.keys(found).length > 0) {
      setAttempt((count) => count + 1);
      return;
    }
    setBusy(true);
    try {
      await onSave(values);
    } catch (error) {
      const known = error instanceof Problem && error.fields.length > 0 ? serverErrors(error.fields, values) : { "": sentenceFor(error) };
      setErrors(known);
      setAttempt((count) => count + 1);
    } finally {
      setBusy(false);
    }
  }

  const section = { draft, errors, set: (name: string, value: string) => setDraft((before) => ({ ...before, [name]: value })) };
  return (
    <form className="stack-loose settings-form" noValidate onSubmit={(event) => void save(event)}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {withCurrency ? <PublicSection {...section} /> : null}
      {withCurrency ? <DraftText {...section} name="currency" label="Currency" hint="Three letters, such as USD. It cannot be changed later." width={5} /> : null}
      <FeesSection {...section} />
      <CutOffSection {...section} />
      <PaymentRulesSection {...section} />
      <AccountSection {...section} />
      <SecondFactorSection {...section} />
      <BillFilesSection {...section} />
      {withCurrency ? null : <PublicSection {...section} />}
      {outcome}
      <div>
        <Button type="submit" kind="primary" busy={busy} busyText={busyText}>
          {saveText}
        </Button>
      </div>
    </form>
  );
}
