import { useEffect, useState } from "react";
import { answer, api } from "@/api/client";
import { PasswordField } from "./password-field";
import { words } from "./words";

const PAUSE_MILLISECONDS = 600;

/**
 * A password to be chosen. While it is typed it says how much is missing and then, after a pause, whether it would be
 * taken: our own server is asked, as it will be when the form is sent, and nobody else.
 */
export function NewPasswordField({ name, label, about, error }: { name: string; label: string; about?: () => { email: string; full_name: string }; error: string | undefined }) {
  const [typed, setTyped] = useState("");
  const [checked, setChecked] = useState<{ password: string; problem: string | null } | null>(null);
  const missing = words.passwordLengthMin - [...typed].length;

  useEffect(() => {
    if (missing > 0) return undefined;
    const timer = setTimeout(() => {
      const { email, full_name } = about?.() ?? { email: "", full_name: "" };
      // No answer is no news: the form itself will say what is wrong.
      answer(api.POST("/api/v1/auth/password/check", { body: { password: typed, email, full_name } })).then(
        ({ problem }) => setChecked({ password: typed, problem }),
        () => undefined,
      );
    }, PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [about, missing, typed]);

  let note = "";
  if (typed !== "" && missing > 0) note = words.moreCharacters(missing);
  else if (checked !== null && checked.password === typed) note = checked.problem ?? words.goodPassword;
  return (
    <div className="stack-tight">
      <PasswordField name={name} label={label} autoComplete="new-password" hint={words.newPasswordHint} error={error} onChange={(event) => setTyped(event.target.value)} />
      <p className="small quiet" role="status">
        {note}
      </p>
    </div>
  );
}
