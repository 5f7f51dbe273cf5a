import { useState } from "react";
import { Choice, TextField } from "@/components/field";
import { words } from "./words";

/** A password that can be looked at and pasted. */
export function PasswordField({ autoComplete, hint, error }: { autoComplete: "current-password" | "new-password"; hint?: string; error: string | undefined }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="stack-tight">
      <TextField
        label={words.password}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete={autoComplete}
        hint={hint}
        error={error}
        spellCheck={false}
        autoCapitalize="off"
      />
      <Choice label={words.show} checked={shown} onChange={(event) => setShown(event.target.checked)} />
    </div>
  );
}
