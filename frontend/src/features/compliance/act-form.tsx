import type { ReactNode } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextArea } from "@/components/text-area";
import { textOf, useForm } from "@/components/use-form";

interface ActFormProps {
  /** What the form is for, also its name for screen readers. */
  label: string;
  field?: string;
  fieldLabel?: string;
  hint?: string;
  button: string;
  busyText: string;
  kind?: ButtonKind;
  /** False where the words may be left out. */
  needed?: boolean;
  children?: ReactNode;
  submit: (words: string, fields: FormData) => Promise<void>;
}

/** An act of the desk: why, in words that an examiner will read, and the button that does it. */
export function ActForm({ label, field = "reason", fieldLabel = "Why", hint, button, busyText, kind = "primary", needed = true, children, submit }: ActFormProps) {
  const form = useForm({
    validate: (fields): FormErrors => (needed && textOf(fields, field) === "" ? { [field]: "Say it in a few words." } : {}),
    submit: (fields) => submit(textOf(fields, field), fields),
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label={label}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      {children}
      <TextArea label={fieldLabel} name={field} {...(hint === undefined ? {} : { hint })} error={form.errors[field]} />
      <div>
        <Button type="submit" kind={kind} busy={form.busy} busyText={busyText}>
          {button}
        </Button>
      </div>
    </form>
  );
}
