import { useEffect, useRef } from "react";
import { stepUp, stepUpWithPasskey } from "./second-factors-api";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { useForm } from "@/components/use-form";
import { passkeysWork } from "@/lib/passkeys";
import { CodeForm } from "./code-form";
import { PasswordField } from "./password-field";
import { usePasskey } from "./use-passkey";
import { words } from "./words";
import "@/components/panel.css";

/** Asks once more who one is, before a sensitive act. The act goes on by itself afterwards. */
export function StepUpDialog({ ways, onEnd }: { ways: readonly string[]; onEnd: (proved: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  const passkey = usePasskey(stepUpWithPasskey, () => onEnd(true));
  const withApp = ways.includes("code");
  const withRecovery = ways.includes("recovery_code");
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="step-up-title" onClose={() => onEnd(false)}>
      <div className="stack">
        <h2 id="step-up-title">Confirm that it is you</h2>
        <p>This needs a fresh proof, in case somebody else sits at your screen. What you began goes on by itself.</p>
        {ways.includes("passkey") && passkeysWork() ? (
          <>
            <div>
              <Button kind={withApp ? "secondary" : "primary"} busy={passkey.busy} busyText={words.waitingForPasskey} onClick={passkey.start}>
                Use a passkey
              </Button>
            </div>
            <p role="status">{passkey.problem}</p>
          </>
        ) : null}
        {withApp || withRecovery ? (
          <CodeForm
            withApp={withApp}
            withRecovery={withRecovery}
            submit={async (code) => {
              await stepUp({ code });
              onEnd(true);
            }}
          />
        ) : null}
        {ways.includes("password") ? <PasswordStepUp onDone={() => onEnd(true)} /> : null}
        {ways.length === 0 ? <p>Sign out and in again, then try once more.</p> : null}
        <div>
          <Button kind="plain" onClick={() => onEnd(false)}>
            Cancel
          </Button>
        </div>
      </div>
    </dialog>
  );
}

/** For people without a second factor. */
function PasswordStepUp({ onDone }: { onDone: () => void }) {
  const form = useForm({
    validate: (fields) => (fields.get("password") === "" ? { password: words.passwordMissing } : ({} as Record<string, string>)),
    submit: async (fields) => {
      await stepUp({ password: String(fields.get("password") ?? "") });
      onDone();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <PasswordField autoComplete="current-password" error={form.errors["password"]} />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText={words.checkingCode}>
          {words.checkCode}
        </Button>
      </div>
    </form>
  );
}
