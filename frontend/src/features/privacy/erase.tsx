import { useState } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { CONFIRMATION, eraseMe, type Kept } from "./api";
import { KeptList } from "./kept-list";

/** The end of an account: what goes, what stays, and the words that confirm it. */
export function EraseAccount() {
  const [kept, setKept] = useState<readonly Kept[] | null>(null);
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "confirmation").toLowerCase() === CONFIRMATION ? {} : { confirmation: `Type “${CONFIRMATION}”.` }),
    submit: async (fields) => setKept((await eraseMe(textOf(fields, "confirmation"))).kept),
  });
  if (kept !== null) {
    return (
      <Notice tone="good" title="Your account is being erased" live>
        <p>You are signed out everywhere. Your name, address, linked accounts and saved cards are gone within a minute.</p>
        <KeptList kept={kept} />
        <p>
          {/* A full page load, so that nothing about this person stays in memory. */}
          <a href="/">Go to the first page</a>
        </p>
      </Notice>
    );
  }
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Erase my account">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label={`Type “${CONFIRMATION}”`} name="confirmation" error={form.errors["confirmation"]} autoComplete="off" width={20} />
      <div>
        <Button type="submit" kind="danger" busy={form.busy} busyText="Erasing">
          Erase my account
        </Button>
      </div>
    </form>
  );
}
