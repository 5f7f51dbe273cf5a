import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { changeStatus, endSessions, proposeFactorRemoval, proposeRole, type Person, type Role } from "./api";
import { needsBiller, personRoles } from "./role-choice";

interface ActsProps {
  person: Person;
  roleWords: (role: string) => string;
  billers: readonly { id: string; name: string }[];
  /** Where proposals wait. */
  queueLink: ReactNode;
}

/** What an administrator may do to a person: sign out, deactivate, propose a role. */
export function PersonActs({ person, roleWords, billers, queueLink }: ActsProps) {
  const queryClient = useQueryClient();
  const [said, setSaid] = useState<ReactNode>(null);
  function onDone(words: ReactNode) {
    setSaid(words);
    void queryClient.invalidateQueries({ queryKey: ["users"] });
    void queryClient.invalidateQueries({ queryKey: ["approvals"] });
    void queryClient.invalidateQueries({ queryKey: ["security-events"] });
  }
  const proposed = <>Proposed. Another administrator has to approve it: {queueLink}</>;
  return (
    <>
      <div role="status">
        {said === null ? null : (
          <Notice tone="good">
            <p>{said}</p>
          </Notice>
        )}
      </div>
      <SignOut person={person} onDone={onDone} />
      <details>
        <summary>Propose another role</summary>
        <RoleForm key={`${person.role} ${person.biller_id ?? ""}`} person={person} roleWords={roleWords} billers={billers} onProposed={() => onDone(proposed)} />
      </details>
      <details>
        <summary>Propose to take away lost second factors</summary>
        <LostFactorsForm person={person} onProposed={() => onDone(proposed)} />
      </details>
      <details>
        <summary>{person.status === "active" ? "Deactivate" : "Let them sign in again"}</summary>
        <StatusForm key={person.status} person={person} onDone={(done) => onDone(done ? "Done. All their sessions have ended." : proposed)} />
      </details>
    </>
  );
}

function SignOut({ person, onDone }: { person: Person; onDone: (words: string) => void }) {
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => endSessions(person.id),
    onSuccess: () => onDone(`${person.full_name} is signed out everywhere.`),
    onSettled: () => setAsked(false),
  });
  return (
    <div className="stack">
      {end.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(end.error)}</p>
        </Notice>
      ) : null}
      <div>
        <Button onClick={() => setAsked(true)}>Sign them out everywhere</Button>
      </div>
      <ConfirmDialog open={asked} title={`Sign ${person.full_name} out everywhere?`} confirmText="Sign them out" cancelText="Leave it" busy={end.isPending} onConfirm={() => end.mutate()} onClose={() => setAsked(false)}>
        <p>All browsers and programs of theirs have to sign in again.</p>
      </ConfirmDialog>
    </div>
  );
}

function RoleForm({ person, roleWords, billers, onProposed }: Omit<ActsProps, "queueLink"> & { onProposed: () => void }) {
  const [role, setRole] = useState<string>(person.role);
  const form = useForm({
    validate,
    submit: async (fields) => {
      const chosen = personRoles.find((name) => name === textOf(fields, "role")) ?? ("payer" satisfies Role);
      await proposeRole(person.id, { role: chosen, biller_id: needsBiller(chosen) ? textOf(fields, "biller_id") : null, reason: textOf(fields, "reason") });
      onProposed();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Propose another role">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <SelectField label="Role" name="role" value={role} onChange={(event) => setRole(event.currentTarget.value)} error={form.errors["role"]}>
        {personRoles.map((name) => (
          <option key={name} value={name}>
            {roleWords(name)}
          </option>
        ))}
      </SelectField>
      {needsBiller(role) ? (
        <SelectField key={billers.length} label="Biller" name="biller_id" defaultValue={person.biller_id ?? ""} error={form.errors["biller_id"]}>
          <option value="">Choose one</option>
          {billers.map((biller) => (
            <option key={biller.id} value={biller.id}>
              {biller.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <TextField label="Why" name="reason" hint="The administrator who approves it reads this." error={form.errors["reason"]} autoComplete="off" />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText="Proposing">
          Propose it
        </Button>
      </div>
    </form>
  );
}

function LostFactorsForm({ person, onProposed }: { person: Person; onProposed: () => void }) {
  const form = useForm({
    validate,
    submit: async (fields) => {
      await proposeFactorRemoval(person.id, textOf(fields, "reason"));
      onProposed();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Propose to take away lost second factors">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <p>Then their password alone signs in, until they set up a new one. Be sure who asks for it: call them back on a number you know.</p>
      <TextField label="Why" name="reason" hint="The administrator who approves it reads this." error={form.errors["reason"]} autoComplete="off" />
      <div>
        <Button type="submit" kind="danger" busy={form.busy} busyText="Proposing">
          Propose it
        </Button>
      </div>
    </form>
  );
}

function StatusForm({ person, onDone }: { person: Person; onDone: (done: boolean) => void }) {
  const active = person.status === "active";
  const form = useForm({
    validate,
    submit: async (fields) => {
      const change = await changeStatus(person.id, active ? "disabled" : "active", textOf(fields, "reason"));
      onDone(change.done);
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label={active ? "Deactivate" : "Let them sign in again"}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="Why" name="reason" error={form.errors["reason"]} autoComplete="off" />
      <div>
        <Button type="submit" kind={active ? "danger" : "primary"} busy={form.busy} busyText="Sending">
          {active ? "Deactivate" : "Let them sign in again"}
        </Button>
      </div>
    </form>
  );
}

function validate(fields: FormData): FormErrors {
  const errors: FormErrors = {};
  if (fields.has("biller_id") && textOf(fields, "biller_id") === "") errors["biller_id"] = "Choose the biller this person works for.";
  if (textOf(fields, "reason") === "") errors["reason"] = "Say why, in a few words.";
  return errors;
}
