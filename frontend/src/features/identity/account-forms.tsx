import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { sessionQuery } from "@/api/session";
import type { SessionUser } from "@/api/types";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { NewPasswordField } from "./new-password-field";
import { PasswordField } from "./password-field";
import { changeEmail, changePassword, devicesQuery } from "./account-api";
import { words } from "./account-words";

export function PasswordForm({ user }: { user: SessionUser }) {
  const queryClient = useQueryClient();
  const [changed, setChanged] = useState(0);
  const about = useCallback(() => ({ email: user.email, full_name: user.full_name }), [user]);
  const form = useForm({
    validate: (fields) => needed(fields, { password: words.passwordMissing, new_password: words.newPasswordMissing }),
    submit: async (fields) => {
      const session = await changePassword(String(fields.get("password")), String(fields.get("new_password")));
      queryClient.setQueryData(sessionQuery.queryKey, session);
      setChanged((count) => count + 1);
      await queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
  return (
    // A new form after each change, so that no password stays in it.
    <form key={changed} className="stack" noValidate onSubmit={form.onSubmit} aria-label={words.changePassword}>
      <div role="status">
        {changed > 0 ? (
          <Notice tone="good">
            <p>{words.passwordChanged}</p>
          </Notice>
        ) : null}
      </div>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <PasswordField label={words.presentPassword} autoComplete="current-password" error={form.errors["password"]} />
      <NewPasswordField name="new_password" label={words.newPassword} about={about} error={form.errors["new_password"]} />
      <div>
        <Button type="submit" busy={form.busy} busyText={words.changingPassword}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  );
}

export function AddressForm() {
  const queryClient = useQueryClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    validate: (fields) => needed(fields, { email: words.emailMissing, password: words.passwordMissing }),
    submit: async (fields) => {
      const { email } = await changeEmail(textOf(fields, "email"), String(fields.get("password")));
      setSentTo(email);
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <form key={sentTo} className="stack" noValidate onSubmit={form.onSubmit} aria-label={words.changeAddress}>
      <div role="status">
        {sentTo === null ? null : (
          <Notice tone="good">
            <p>{words.linkSent(sentTo)}</p>
          </Notice>
        )}
      </div>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label={words.newAddress} name="email" type="email" autoComplete="email" inputMode="email" spellCheck={false} autoCapitalize="off" error={form.errors["email"]} />
      <PasswordField label={words.yourPassword} autoComplete="current-password" error={form.errors["password"]} />
      <div>
        <Button type="submit" busy={form.busy} busyText={words.sending}>
          {words.sendLink}
        </Button>
      </div>
    </form>
  );
}

function needed(fields: FormData, sentences: Record<string, string>): FormErrors {
  return Object.fromEntries(Object.entries(sentences).filter(([name]) => textOf(fields, name) === ""));
}
