import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { addPasskey, removePasskey, renamePasskey, type Enrolled, type Passkey, type SecondFactors } from "./second-factors-api";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { PasskeyNotShown, passkeysWork, PasskeyThereAlready } from "@/lib/passkeys";
import { useFactorChange } from "./use-factor-change";
import "./second-factors.css";

/** A person's passkeys: one for each device, with a name that says which. */
export function PasskeysSection({ factors, onEnrolled }: { factors: SecondFactors; onEnrolled: (enrolled: Enrolled) => void }) {
  const changed = useFactorChange();
  const [asked, setAsked] = useState<Passkey | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (passkey: Passkey) => removePasskey(passkey.id),
    onSuccess: () => changed(),
    onSettled: () => setAsked(null),
  });
  return (
    <section className="stack" aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>Sign in with your fingerprint, your face or your device’s PIN, without typing a password.</p>
      {remove.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(remove.error)}</p>
        </Notice>
      ) : null}
      {factors.passkeys.length === 0 ? null : (
        <ul className="factor-list">
          {factors.passkeys.map((passkey) => (
            <li key={passkey.id}>
              {renaming === passkey.id ? (
                <RenameForm passkey={passkey} onEnd={() => setRenaming(null)} />
              ) : (
                <>
                  <div>
                    <strong>{passkey.name}</strong>
                    <p className="small quiet">
                      Added <When at={passkey.created_at} />. {passkey.last_used_at ? <>Last used <When at={passkey.last_used_at} />.</> : "Not used yet."}
                    </p>
                  </div>
                  <div className="row">
                    <Button kind="plain" aria-label={`Rename ${passkey.name}`} onClick={() => setRenaming(passkey.id)}>
                      Rename
                    </Button>
                    <Button kind="plain" aria-label={`Remove ${passkey.name}`} onClick={() => setAsked(passkey)}>
                      Remove
                    </Button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? <AddPasskeyForm key={factors.passkeys.length} onEnrolled={onEnrolled} /> : <p className="quiet">This browser cannot make passkeys.</p>}
      <ConfirmDialog
        open={asked !== null}
        title={asked ? `Remove “${asked.name}”?` : ""}
        confirmText="Remove"
        cancelText="Keep it"
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>It no longer signs you in. You can delete it on the device too.</p>
      </ConfirmDialog>
    </section>
  );
}

function AddPasskeyForm({ onEnrolled }: { onEnrolled: (enrolled: Enrolled) => void }) {
  const changed = useFactorChange();
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "name") === "" ? { name: "Write which device it is on." } : {}),
    submit: async (fields) => {
      try {
        const enrolled = await addPasskey(textOf(fields, "name"));
        onEnrolled(enrolled);
        await changed(enrolled);
      } catch (error) {
        if (!(error instanceof PasskeyNotShown || error instanceof PasskeyThereAlready)) throw error;
        setNotMade(error instanceof PasskeyThereAlready ? error.message : "No passkey was made. Try again when you are ready.");
      }
    },
  });
  const [notMade, setNotMade] = useState<string | null>(null);
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="New passkey">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="Name of the passkey" name="name" hint="Which device it is on, for example “My phone”." error={form.errors["name"]} autoComplete="off" width={20} />
      <p role="status">{form.busy ? null : notMade}</p>
      <div>
        <Button type="submit" busy={form.busy} busyText="Waiting for your passkey…">
          Add a passkey
        </Button>
      </div>
    </form>
  );
}

function RenameForm({ passkey, onEnd }: { passkey: Passkey; onEnd: () => void }) {
  const changed = useFactorChange();
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "new-name") === "" ? { "new-name": "Write a name." } : {}),
    submit: async (fields) => {
      await renamePasskey(passkey.id, textOf(fields, "new-name"));
      await changed();
      onEnd();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label={`Rename ${passkey.name}`}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="New name" name="new-name" defaultValue={passkey.name} error={form.errors["new-name"]} autoComplete="off" width={20} />
      <div className="row">
        <Button type="submit" kind="primary" busy={form.busy} busyText="Saving…">
          Save the name
        </Button>
        <Button kind="plain" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
