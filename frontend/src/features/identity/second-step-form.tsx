import { problemCode } from "@/api/problem";
import { signInWithCode, signInWithPasskey, type SecondStep } from "./sign-in-api";
import type { Session } from "@/api/types";
import { Button } from "@/components/button";
import { passkeysWork } from "@/lib/passkeys";
import { CodeForm } from "./code-form";
import { useEnter } from "./use-enter";
import { usePasskey } from "./use-passkey";
import { words } from "./words";

/** After a right password: a passkey or a code, whatever the person has set up. */
export function SecondStepForm({ step, next, onStartAgain }: { step: SecondStep; next: string | undefined; onStartAgain: (because: "ended" | "asked") => void }) {
  const enter = useEnter(next);

  /** A sign-in that is over starts again from the password. */
  async function goOn(shown: Promise<Session>) {
    try {
      enter(await shown);
    } catch (error) {
      if (problemCode(error) !== "pending_sign_in_ended") throw error;
      onStartAgain("ended");
    }
  }

  const passkey = usePasskey(
    () => goOn(signInWithPasskey(step.pending)),
    () => undefined,
  );
  const withApp = step.ways.includes("code");
  const withRecovery = step.ways.includes("recovery_code");
  return (
    <div className="stack-loose">
      {step.ways.includes("passkey") && passkeysWork() ? (
        <div className="stack-tight">
          <div>
            <Button kind={withApp ? "secondary" : "primary"} busy={passkey.busy} busyText={words.waitingForPasskey} onClick={passkey.start}>
              Use a passkey
            </Button>
          </div>
          <p role="status">{passkey.problem}</p>
        </div>
      ) : null}
      {withApp || withRecovery ? <CodeForm withApp={withApp} withRecovery={withRecovery} submit={(code) => goOn(signInWithCode({ pending: step.pending, code }))} /> : null}
      <div>
        <Button kind="plain" onClick={() => onStartAgain("asked")}>
          {words.startAgain}
        </Button>
      </div>
    </div>
  );
}
