import { useState, type ChangeEventHandler } from "react";
import { Choice, TextField } from "@/components/field";
import { words } from "./words";

/** A password that can be looked at and pasted. */
export function PasswordField(props: {
  autoComplete: "current-password" | "new-password";
  error: string | undefined;
  hint?: string;
  name?: string;
  label?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
}) {
  const { autoComplete, hint, error, name = "password", label = words.password } = props;
  const [shown, setShown] = useState(false);
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        name={name}
        type={shown ? "text" : "password"}
        autoComplete={autoComplete}
        hint={hint}
        error={error}
        spellCheck={false}
        autoCapitalize="off"
        {...(props.onChange ? { onChange: props.onChange } : {})}
      />
      <Choice label={words.show} checked={shown} onChange={(event) => setShown(event.target.checked)} />
    </div>
  );
}
