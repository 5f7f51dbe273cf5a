import { useState } from "react";
import type { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { words } from "./words";

/** Asks for a code of the app or, where there are some, a recovery code. Spaces that were pasted with it do no harm. */
export function CodeForm(props: {
  withApp: boolean;
  withRecovery: boolean;
  submit: (code: string) => Promise<void>;
  explain?: (problem: Problem) => FormErrors | null;
  submitText?: string;
}) {
  const [recovery, setRecovery] = useState(!props.withApp);
  const { submit, explain } = props;
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "code") === "" ? { code: words.codeMissing } : {}),
    ...(explain ? { explain } : {}),
    submit: (fields) => submit(textOf(fields, "code")),
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField
        key={recovery ? "recovery" : "app"}
        // The one thing to do here; without it every sign-in needs a press more.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        label={recovery ? words.recoveryCode : words.code}
        hint={recovery ? words.recoveryCodeHint : words.codeHint}
        name="code"
        autoComplete="one-time-code"
        inputMode={recovery ? "text" : "numeric"}
        autoCapitalize={recovery ? "characters" : "off"}
        spellCheck={false}
        width={recovery ? 20 : 10}
        error={form.errors["code"]}
      />
      <div className="row">
        <Button type="submit" kind="primary" busy={form.busy} busyText={words.checkingCode}>
          {props.submitText ?? words.checkCode}
        </Button>
        {props.withApp && props.withRecovery ? (
          <Button kind="plain" onClick={() => setRecovery(!recovery)}>
            {recovery ? words.appInstead : words.recoveryInstead}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
