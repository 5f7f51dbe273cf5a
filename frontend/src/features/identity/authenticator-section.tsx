import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator, type Enrolled, type NewAuthenticator, type SecondFactors } from "./second-factors-api";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CopyText } from "@/components/copy-text";
import { sentenceFor } from "@/components/failure";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { Panel } from "@/components/panel";
import { When } from "@/components/when";
import { CodeForm } from "./code-form";
import { useFactorChange } from "./use-factor-change";
import "./second-factors.css";

/** The app on a phone that shows six digits: set up by a QR code, replaced, or removed. */
export function AuthenticatorSection({ factors, onEnrolled }: { factors: SecondFactors; onEnrolled: (enrolled: Enrolled) => void }) {
  const changed = useFactorChange();
  const [asking, setAsking] = useState(false);
  const begin = useMutation({ mutationFn: beginAuthenticator });
  const remove = useMutation({
    mutationFn: removeAuthenticator,
    onSuccess: () => changed(),
    onSettled: () => setAsking(false),
  });
  const since = factors.authenticator_since;
  const problem = begin.error ?? remove.error;

  async function confirm(code: string) {
    const enrolled = await confirmAuthenticator(code);
    begin.reset();
    onEnrolled(enrolled);
    await changed(enrolled);
  }

  return (
    <section className="stack" aria-labelledby="authenticator">
      <h2 id="authenticator">Authenticator app</h2>
      {since === null ? (
        <p>An app on your phone that shows a new six-digit code every half minute.</p>
      ) : (
        <p>
          <Status shape="check" tone="good">
            Set up
          </Status>{" "}
          <span className="quiet">
            since <When at={since} />
          </span>
        </p>
      )}
      {problem ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(problem)}</p>
        </Notice>
      ) : null}
      {begin.data ? (
        <Panel label="Set up the app">
          <NewApp app={begin.data} />
          <CodeForm withApp withRecovery={false} submit={confirm} submitText="Confirm the app" />
          <div>
            <Button kind="plain" onClick={() => begin.reset()}>
              Not now
            </Button>
          </div>
        </Panel>
      ) : (
        <div className="row">
          <Button kind={since === null && factors.passkeys.length === 0 ? "primary" : "secondary"} busy={begin.isPending} onClick={() => begin.mutate()}>
            {since === null ? "Set up an authenticator app" : "Set up another app instead"}
          </Button>
          {since === null ? null : (
            <Button kind="plain" onClick={() => setAsking(true)}>
              Remove the app
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        open={asking}
        title="Remove the authenticator app?"
        confirmText="Remove"
        cancelText="Keep it"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>Its codes count no more.</p>
      </ConfirmDialog>
    </section>
  );
}

function NewApp({ app }: { app: NewAuthenticator }) {
  return (
    <div className="stack">
      <p>Scan this with your authenticator app, then enter the code that it shows.</p>
      <svg className="qr" viewBox={`0 0 ${app.qr_size} ${app.qr_size}`} role="img" aria-label="QR code for the authenticator app" shapeRendering="crispEdges">
        <path d={app.qr_path} />
      </svg>
      <p>
        On this device? <a href={app.address}>Open your authenticator app</a>, or type this into it: <CopyText text={app.secret} shown={grouped(app.secret)} what="the secret" />
      </p>
    </div>
  );
}

function grouped(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}
