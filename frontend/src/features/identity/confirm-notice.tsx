import { useMutation } from "@tanstack/react-query";
import type { Session } from "@/api/types";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { resendConfirmation } from "./account-api";
import { words } from "./account-words";

/** Reminds a person whose address is not confirmed, with a way to have the mail again. Nothing for everybody else. */
export default function ConfirmNotice({ session }: { session: Session }) {
  const again = useMutation({ mutationFn: resendConfirmation });
  const pending = session.user?.pending_email;
  if (!pending) return null;
  return (
    <Notice tone="warn" title={words.confirmTitle}>
      <p>{session.user?.email_confirmed ? words.linkSent(pending) : words.confirmLead(pending)}</p>
      <div role="status">
        {again.isSuccess ? <p>{words.sentAgain(again.data.email)}</p> : null}
        {again.isError ? <p>{sentenceFor(again.error)}</p> : null}
      </div>
      <div>
        <Button busy={again.isPending} busyText={words.sending} onClick={() => again.mutate()}>
          {words.sendAgain}
        </Button>
      </div>
    </Notice>
  );
}
