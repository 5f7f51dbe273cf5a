import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { SelectField, TextField } from "@/components/field";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { Panel } from "@/components/panel";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { sendDocument, withdrawDocument, type DocumentKind, type OwnDocument } from "./api";
import { documentWords, kindWords } from "./words";

const LARGEST = 10 * 1024 * 1024;

export function Documents({ documents, editable, onChanged }: { documents: readonly OwnDocument[]; editable: boolean; onChanged: () => void }) {
  return (
    <>
      {documents.length === 0 ? <p>You have sent none yet.</p> : null}
      {documents.map((document) => (
        <DocumentPanel key={document.id} document={document} editable={editable} onChanged={onChanged} />
      ))}
      {editable ? <DocumentForm onSent={onChanged} /> : null}
    </>
  );
}

function DocumentPanel({ document, editable, onChanged }: { document: OwnDocument; editable: boolean; onChanged: () => void }) {
  const withdrawal = useMutation({ mutationFn: () => withdrawDocument(document.id), onSuccess: onChanged });
  const waits = document.state === "uploaded" || document.state === "checked";
  const failed = document.checks.filter((check) => check.outcome === "failed");
  return (
    <Panel label={`${kindWords[document.kind]}, ${document.file_name}`}>
      <h3>{kindWords[document.kind]}</h3>
      <DocumentState state={document.state} />
      <p className="quiet small">
        {document.file_name}, sent <When at={document.uploaded_at} />
        {document.expires_on === null ? "" : `, valid until ${formatDate(document.expires_on)}`}
      </p>
      {document.reason === null ? null : <p>{document.reason}</p>}
      {waits && failed.length > 0 ? (
        <Notice tone="warn" title="Something does not fit">
          <ul className="stack-tight">
            {failed.map((check) => (
              <li key={check.code}>{check.words}</li>
            ))}
          </ul>
          <p>Mend what you typed, or send the document again.</p>
        </Notice>
      ) : null}
      {withdrawal.isError ? <p role="alert">{sentenceFor(withdrawal.error)}</p> : null}
      {editable && waits ? (
        <div>
          <Button kind="plain" busy={withdrawal.isPending} busyText="Removing" onClick={() => withdrawal.mutate()}>
            Remove {document.file_name}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function DocumentState({ state }: { state: OwnDocument["state"] }) {
  if (state === "verified") return <Status shape="check" tone="good">{documentWords[state]}</Status>;
  if (state === "rejected") return <Status shape="cross" tone="bad">{documentWords[state]}</Status>;
  if (state === "expired") return <Status shape="triangle" tone="warn">{documentWords[state]}</Status>;
  return <Status shape="half">{documentWords[state]}</Status>;
}

function DocumentForm({ onSent }: { onSent: () => void }) {
  const element = useRef<HTMLFormElement>(null);
  const form = useForm({
    validate: fileProblems,
    submit: async (fields) => {
      for (const name of ["mrz", "expires_on"]) if (textOf(fields, name) === "") fields.delete(name);
      await sendDocument(fields);
      element.current?.reset();
      onSent();
    },
  });
  return (
    <form ref={element} className="stack" noValidate onSubmit={form.onSubmit} aria-label="Send a document">
      <h3>Send a document</h3>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <SelectField label="What is it?" name="kind" defaultValue="passport">
        {(Object.keys(kindWords) as DocumentKind[]).map((kind) => (
          <option key={kind} value={kind}>
            {kindWords[kind]}
          </option>
        ))}
      </SelectField>
      <TextField label="Picture or PDF" name="file" type="file" accept="image/jpeg,image/png,application/pdf" error={form.errors["file"]} hint="JPEG, PNG or PDF, at most 10 MB. All four corners, nothing covered." />
      <MrzField error={form.errors["mrz"]} />
      <TextField label="Valid until" name="expires_on" type="date" width={20} optional error={form.errors["expires_on"]} />
      <div>
        <Button type="submit" busy={form.busy} busyText="Sending">
          Send it
        </Button>
      </div>
    </form>
  );
}

function MrzField({ error }: { error: string | undefined }) {
  return (
    <TextField
      label="The lines of letters and < at the bottom"
      name="mrz"
      optional
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      error={error}
      hint="Passports have two such lines. Type them one after the other; we check at once that nothing was mistyped."
    />
  );
}

export function fileProblems(fields: FormData): FormErrors {
  const file = fields.get("file");
  if (!(file instanceof File) || file.size === 0) return { file: "Choose a picture or a PDF." };
  if (file.size > LARGEST) return { file: "The file is larger than 10 MB. Take the picture again with fewer pixels." };
  return {};
}
