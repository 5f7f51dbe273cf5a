import { signInWithPasskey } from "./sign-in-api";
import { Button } from "@/components/button";
import { passkeysWork } from "@/lib/passkeys";
import { useEnter } from "./use-enter";
import { usePasskey } from "./use-passkey";
import { words } from "./words";

/** One press, no address and no password. Not there in browsers without passkeys. */
export function PasskeySignIn({ next }: { next: string | undefined }) {
  const enter = useEnter(next);
  const passkey = usePasskey(() => signInWithPasskey(null), enter);
  if (!passkeysWork()) return null;
  return (
    <div className="stack-tight">
      <div>
        <Button busy={passkey.busy} busyText={words.waitingForPasskey} onClick={passkey.start}>
          {words.passkeySignIn}
        </Button>
      </div>
      <p role="status">{passkey.problem}</p>
    </div>
  );
}
