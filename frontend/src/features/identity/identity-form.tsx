import type { ReactNode } from "react";
import type { Problem } from "@/api/problem";
import { register, signIn } from "@/api/session";
import { secondStepOf, type SecondStep } from "./sign-in-api";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { PasswordField } from "./password-field";
import { useEnter } from "./use-enter";
import { words } from "./words";

/** Signs in or registers, then goes on; where the password is right and a second factor is wanted, to `onSecondStep`. */
export function IdentityForm(props: {
  mode: "sign-in" | "register";
  next: string | undefined;
  onSecondStep?: (step: SecondStep) => void;
  /** The field of a password to be chosen, which only the page for registering carries. */
  newPassword?: (error: string | undefined) => ReactNode;
}) {
  const { mode, next, onSecondStep, newPassword } = props;
  const enter = useEnter(next);
  const isNew = mode === "register";
  const form = useForm({
    validate: (fields) => missing(fields, isNew),
    explain,
    submit: async (fields) => {
      const email = textOf(fields, "email");
      const password = String(fields.get("password") ?? "");
      try {
        enter(await (isNew ? register({ email, password, full_name: textOf(fields, "full_name") }) : signIn({ email, password })));
      } catch (error) {
        const step = secondStepOf(error);
        if (step === null || onSecondStep === undefined) throw error;
        onSecondStep(step);
      }
    },
  });
  return (
    <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      {isNew ? <TextField label={words.name} name="full_name" autoComplete="name" spellCheck={false} error={form.errors["full_name"]} /> : null}
      <TextField
        label={words.email}
        name="email"
        type="email"
        autoComplete={isNew ? "email" : "username"}
        inputMode="email"
        spellCheck={false}
        autoCapitalize="off"
        error={form.errors["email"]}
      />
      {newPassword ? newPassword(form.errors["password"]) : <PasswordField autoComplete="current-password" error={form.errors["password"]} />}
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText={isNew ? words.registering : words.signingIn}>
          {isNew ? words.register : words.signIn}
        </Button>
      </div>
    </form>
  );
}

function missing(fields: FormData, isNew: boolean): FormErrors {
  const errors: FormErrors = {};
  const password = String(fields.get("password") ?? "");
  if (isNew && textOf(fields, "full_name") === "") errors["full_name"] = words.nameMissing;
  if (textOf(fields, "email") === "") errors["email"] = words.emailMissing;
  if (password === "") errors["password"] = words.passwordMissing;
  else if (isNew && password.length < words.passwordLengthMin) errors["password"] = words.passwordShort;
  return errors;
}

function explain(problem: Problem): FormErrors | null {
  if (problem.fields.length === 0 && (problem.status === 401 || problem.status === 403 || problem.status === 400)) return { email: words.wrong };
  return null;
}
