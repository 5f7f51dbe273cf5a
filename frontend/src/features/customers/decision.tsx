import { useState } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Choice, ChoiceGroup, SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { approveCustomer, askAgain, noteAbout, rateCustomer, rejectCustomer, reviewAgain, type Customer, type Rating } from "./api";
import { kindWords } from "./words";

export type Act = "approve" | "ask" | "reject" | "note" | "rate" | "review";

interface FormProps {
  customer: Customer;
  onDone: (customer: Customer, words: string) => void;
  onBack: () => void;
}

/** The form of one decision; each says in its own words what will happen. */
export function DecisionForm({ act, ...props }: FormProps & { act: Act }) {
  switch (act) {
    case "approve":
      return <ApproveForm {...props} />;
    case "ask":
      return <AskForm {...props} />;
    case "reject":
      return <ReasonForm {...props} label="Why it is refused" hint="The customer reads this." button="Reject the customer" kind="danger" send={rejectCustomer} words="Rejected." />;
    case "note":
      return <ReasonForm {...props} label="What was found out" hint="Such as where the money comes from. The customer never sees it." button="Keep the note" send={noteAbout} words="The note is kept." />;
    case "review":
      return <ReasonForm {...props} label="What was looked at" hint="The customer never sees it." button="Still in order" kind="primary" send={reviewAgain} words="Reviewed." />;
    case "rate":
      return <RateForm {...props} />;
  }
}

const open = (customer: Customer) => customer.documents.filter(({ state }) => state === "checked" || state === "uploaded" || state === "verified");

function ApproveForm({ customer, onDone, onBack }: FormProps) {
  const documents = open(customer);
  const form = useForm({
    validate: (fields): FormErrors => (fields.getAll("documents").length === 0 ? { documents: "Choose the documents that are in order." } : {}),
    submit: async (fields) => onDone(await approveCustomer(customer.user_id, fields.getAll("documents").map(String)), "Approved."),
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Approve">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <ChoiceGroup legend="In order are" error={form.errors["documents"]}>
        {documents.map((document) => (
          <Choice
            key={document.id}
            name="documents"
            value={document.id}
            label={kindWords[document.kind]}
            hint={document.file_name}
            defaultChecked={document.checks.every(({ outcome }) => outcome !== "failed")}
          />
        ))}
      </ChoiceGroup>
      <Buttons busy={form.busy} onBack={onBack} kind="primary">
        Approve the customer
      </Buttons>
    </form>
  );
}

function AskForm({ customer, onDone, onBack }: FormProps) {
  const documents = open(customer);
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "reason") === "" ? { reason: "Say what the customer has to do." } : {}),
    submit: async (fields) => {
      const refused = documents.map(({ id }) => ({ id, reason: textOf(fields, id) })).filter(({ reason }) => reason !== "");
      onDone(await askAgain(customer.user_id, { reason: textOf(fields, "reason"), documents: refused }), "The customer is asked again.");
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Ask again">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="What we need" name="reason" error={form.errors["reason"]} hint="The customer reads this." autoComplete="off" />
      {documents.map((document) => (
        <TextField key={document.id} label={`What is wrong with the ${kindWords[document.kind].toLowerCase()}`} name={document.id} hint={`${document.file_name}. Left empty, it stays.`} optional autoComplete="off" />
      ))}
      <Buttons busy={form.busy} onBack={onBack} kind="primary">
        Ask again
      </Buttons>
    </form>
  );
}

interface ReasonProps extends FormProps {
  label: string;
  hint: string;
  button: string;
  kind?: "primary" | "danger";
  send: (id: string, words: string) => Promise<Customer>;
  words: string;
}

function ReasonForm({ customer, onDone, onBack, label, hint, button, kind, send, words }: ReasonProps) {
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "reason") === "" ? { reason: "Write a sentence." } : {}),
    submit: async (fields) => onDone(await send(customer.user_id, textOf(fields, "reason")), words),
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label={button}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label={label} name="reason" hint={hint} error={form.errors["reason"]} autoComplete="off" />
      <Buttons busy={form.busy} onBack={onBack} kind={kind ?? "primary"}>
        {button}
      </Buttons>
    </form>
  );
}

function RateForm({ customer, onDone, onBack }: FormProps) {
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "reason") === "" ? { reason: "Say why." } : {}),
    submit: async (fields) => {
      const chosen = textOf(fields, "rating");
      onDone(await rateCustomer(customer.user_id, chosen === "" ? null : (chosen as Rating), textOf(fields, "reason")), "The rating is changed.");
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Change the rating">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <SelectField label="Risk" name="rating" defaultValue={customer.rating?.override ?? ""}>
        <option value="">By points</option>
        <option value="low">Low</option>
        <option value="medium">Medium</option>
        <option value="high">High</option>
      </SelectField>
      <TextField label="Why" name="reason" error={form.errors["reason"]} autoComplete="off" />
      <Buttons busy={form.busy} onBack={onBack} kind="primary">
        Change the rating
      </Buttons>
    </form>
  );
}

function Buttons({ busy, onBack, kind, children }: { busy: boolean; onBack: () => void; kind: "primary" | "danger"; children: string }) {
  return (
    <div className="row">
      <Button type="submit" kind={kind} busy={busy} busyText="Sending">
        {children}
      </Button>
      <Button onClick={onBack}>Back</Button>
    </div>
  );
}

export function useDone() {
  const [said, setSaid] = useState<string | null>(null);
  const notice = <div role="status">{said === null ? null : <Notice tone="good"><p>{said}</p></Notice>}</div>;
  return { notice, setSaid };
}
