import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { Button, ButtonLink } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { textOf, useForm } from "@/components/use-form";
import { NewPasswordField } from "./new-password-field";
import { PasswordField } from "./password-field";
import { confirmEmail, disownSignIn, forgotPassword, resetPassword } from "./account-api";
import { words } from "./account-words";

/** What is left to say of a link that was used, is too old or not complete. */
function BrokenLink({ children }: { children: React.ReactNode }) {
  return (
    <>
      <PageHeading lead={words.linkBrokenText}>{words.linkBroken}</PageHeading>
      <div className="row">{children}</div>
    </>
  );
}

const isBroken = (problem: Problem) => problem.code === "link_not_valid";

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "email") === "" ? { email: words.emailMissing } : {}),
    submit: async (fields) => {
      await forgotPassword(textOf(fields, "email"));
      setSentTo(textOf(fields, "email"));
    },
  });
  if (sentTo !== null) {
    return (
      <>
        <PageHeading>{words.resetSentTitle}</PageHeading>
        <p role="status">{words.resetSent(sentTo)}</p>
        <p>
          <ButtonLink to="/sign-in" search={{ next: undefined }}>{words.signIn}</ButtonLink>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeading lead={words.forgotLead}>{words.forgotTitle}</PageHeading>
      <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <TextField label={words.address} name="email" type="email" autoComplete="username" inputMode="email" spellCheck={false} autoCapitalize="off" error={form.errors["email"]} />
        <div>
          <Button type="submit" kind="primary" busy={form.busy} busyText={words.sending}>
            {words.sendReset}
          </Button>
        </div>
      </form>
    </>
  );
}

export function ResetPassword({ token }: { token: string }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<"asking" | "done" | "broken">(token === "" ? "broken" : "asking");
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "new_password") === "" ? { new_password: words.newPasswordMissing } : {}),
    submit: async (fields) => {
      try {
        await resetPassword(token, String(fields.get("new_password")));
      } catch (error) {
        if (!(error instanceof Problem && isBroken(error))) throw error;
        setState("broken");
        return;
      }
      setState("done");
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  if (state === "broken") {
    return (
      <BrokenLink>
        <ButtonLink to="/forgot-password" kind="primary">
          {words.newLink}
        </ButtonLink>
      </BrokenLink>
    );
  }
  if (state === "done") {
    return (
      <>
        <PageHeading>{words.resetDone}</PageHeading>
        <div>
          <ButtonLink to="/sign-in" search={{ next: undefined }} kind="primary">
            {words.signIn}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeading lead={words.resetLead}>{words.resetTitle}</PageHeading>
      <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <NewPasswordField name="new_password" label={words.newPassword} error={form.errors["new_password"]} />
        <div>
          <Button type="submit" kind="primary" busy={form.busy} busyText={words.choosing}>
            {words.choose}
          </Button>
        </div>
      </form>
    </>
  );
}

/** A press confirms, not the opening of the link: mail programs open links by themselves. */
export function ConfirmAddress({ token }: { token: string }) {
  const queryClient = useQueryClient();
  const [asksPassword, setAsksPassword] = useState(false);
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const [broken, setBroken] = useState(token === "");
  const form = useForm({
    validate: (fields): FormErrors => (asksPassword && textOf(fields, "password") === "" ? { password: words.passwordMissing } : {}),
    explain: (problem) => (problem.code === "address_has_an_account" ? { "": words.hasAccount } : null),
    submit: async (fields) => {
      try {
        const { email } = await confirmEmail(token, asksPassword ? String(fields.get("password")) : null);
        setConfirmed(email);
        await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      } catch (error) {
        if (error instanceof Problem && isBroken(error)) setBroken(true);
        else if (error instanceof Problem && error.code === "password_needed") setAsksPassword(true);
        else throw error;
      }
    },
  });
  if (broken) {
    return (
      <BrokenLink>
        <ButtonLink to="/security" search={{ next: undefined }} kind="primary">
          {words.newLink}
        </ButtonLink>
      </BrokenLink>
    );
  }
  if (confirmed !== null) {
    return (
      <>
        <PageHeading>{words.confirmDone(confirmed)}</PageHeading>
        <div>
          <ButtonLink to={asksPassword ? "/sign-in" : "/bills"} kind="primary">
            {asksPassword ? words.signIn : words.goOn}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeading lead={words.confirmPageLead}>{words.confirmPageTitle}</PageHeading>
      <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        {asksPassword ? (
          <PasswordField label={words.confirmPassword} hint={words.confirmPasswordHint} autoComplete="current-password" error={form.errors["password"]} />
        ) : null}
        <div>
          <Button type="submit" kind="primary" busy={form.busy} busyText={words.confirming}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </>
  );
}

export function NotMe({ token }: { token: string }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<"asking" | "done" | "broken">(token === "" ? "broken" : "asking");
  const form = useForm({
    submit: async () => {
      try {
        await disownSignIn(token);
      } catch (error) {
        if (!(error instanceof Problem && isBroken(error))) throw error;
        setState("broken");
        return;
      }
      setState("done");
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  if (state === "broken") {
    return (
      <BrokenLink>
        <ButtonLink to="/forgot-password" kind="primary">
          {words.forgotTitle}
        </ButtonLink>
      </BrokenLink>
    );
  }
  if (state === "done") {
    return (
      <>
        <PageHeading>{words.notMeDoneTitle}</PageHeading>
        <Notice tone="good">
          <p>{words.notMeDone}</p>
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHeading lead={words.notMeLead}>{words.notMeTitle}</PageHeading>
      <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <div>
          <Button type="submit" kind="danger" busy={form.busy} busyText={words.notMeBusy}>
            {words.notMe}
          </Button>
        </div>
      </form>
    </>
  );
}
