import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "@/components/button";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { customerQuery, take, type Customer } from "./api";
import { Risk } from "./customer-queue";
import { DecisionForm, useDone, type Act } from "./decision";
import { addressOf, DocumentView } from "./document-view";
import { kindWords, stateWords } from "./words";

interface Choice {
  act: Act;
  key: string;
  words: string;
}

/** What can be decided where it stands, each with its key. */
export function choicesFor(state: Customer["state"]): Choice[] {
  const always: Choice[] = [
    { act: "note", key: "n", words: "Note" },
    { act: "rate", key: "s", words: "Risk rating" },
  ];
  if (state === "submitted" || state === "in_review") {
    return [
      { act: "approve", key: "a", words: "Approve" },
      { act: "ask", key: "q", words: "Ask again" },
      { act: "reject", key: "r", words: "Reject" },
      ...always,
    ];
  }
  if (state === "approved") return [{ act: "review", key: "v", words: "Reviewed" }, { act: "ask", key: "q", words: "Ask again" }, ...always];
  if (state === "rejected") return [{ act: "ask", key: "q", words: "Ask again" }, ...always];
  return always;
}

/** One customer under review. Keys work while the focus is on this page and not in a field. */
export function CustomerReview({ id, me, mayWork, heading }: { id: string; me: string | undefined; mayWork: boolean; heading: (name: string) => ReactNode }) {
  const customer = useQuery(customerQuery(id));
  if (customer.isPending || !customer.data) {
    return (
      <>
        {heading("Customer")}
        {customer.isError ? <Failure error={customer.error} what="the customer" onRetry={() => void customer.refetch()} /> : <Loading label="Loading the customer" lines={10} />}
      </>
    );
  }
  return <Review customer={customer.data} me={me} mayDecide={mayWork && me !== id} heading={heading} />;
}

function Review({ customer, me, mayDecide, heading }: { customer: Customer; me: string | undefined; mayDecide: boolean; heading: (name: string) => ReactNode }) {
  const queryClient = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const [place, setPlace] = useState(0);
  const { notice, setSaid } = useDone();
  const choices = mayDecide ? choicesFor(customer.state) : [];
  const document = customer.documents[place];

  function onDone(changed: Customer, words: string) {
    queryClient.setQueryData(customerQuery(customer.user_id).queryKey, changed);
    void queryClient.invalidateQueries({ queryKey: ["customers"], predicate: ({ queryKey }) => queryKey[1] !== "one" });
    setAct(null);
    setSaid(words);
  }

  function onKeyDown(event: KeyboardEvent) {
    const inField = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
    if (event.key === "Escape") setAct(null);
    if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choices.find(({ key }) => key === event.key);
    const number = Number(event.key) - 1;
    if (choice) setAct(choice.act);
    else if (customer.documents[number]) setPlace(number);
    else return;
    event.preventDefault();
  }

  return (
    // The keys are a shortcut for the buttons that stand here, and work only inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="stack" onKeyDown={onKeyDown}>
      {heading(customer.facts === null ? customer.user_id : `${customer.facts.given_names} ${customer.facts.family_name}`)}
      {notice}
      <Summary customer={customer} />
      <Rated customer={customer} />
      {customer.user_id === me ? <p>You cannot review yourself.</p> : null}
      {mayDecide ? (
        <Panel label="Decide">
          <TakeIt customer={customer} me={me} onDone={onDone} />
          <div className="row">
            {choices.map((choice) => (
              <Button key={choice.act} kind={choice.act === "approve" ? "primary" : "secondary"} aria-keyshortcuts={choice.key} aria-expanded={act === choice.act} onClick={() => setAct(choice.act)}>
                {choice.words}
              </Button>
            ))}
          </div>
          <p className="quiet small keys">
            Keys: {choices.map(({ key, words }) => `${key} ${words.toLowerCase()}`).join(", ")}
            {customer.documents.length > 1 ? `, 1 to ${customer.documents.length} another document` : ""}, Esc back.
          </p>
          {act === null ? null : <DecisionForm key={act} act={act} customer={customer} onDone={onDone} onBack={() => setAct(null)} />}
        </Panel>
      ) : null}
      <section className="stack" aria-labelledby="documents">
        <h2 id="documents">Documents</h2>
        {customer.documents.length === 0 ? <p>None were sent.</p> : null}
        {customer.documents.length > 1 ? (
          <div className="row">
            {customer.documents.map((one, number) => (
              <Button key={one.id} kind={number === place ? "primary" : "secondary"} aria-pressed={number === place} onClick={() => setPlace(number)}>
                {number + 1}. {kindWords[one.kind]}
              </Button>
            ))}
          </div>
        ) : null}
        {document ? <DocumentView customer={customer} document={document} /> : null}
      </section>
      <History customer={customer} />
    </div>
  );
}

function TakeIt({ customer, me, onDone }: { customer: Customer; me: string | undefined; onDone: (customer: Customer, words: string) => void }) {
  const taking = useMutation({ mutationFn: () => take(customer.user_id), onSuccess: (changed) => onDone(changed, "The review is yours.") });
  if (customer.state !== "submitted" && !(customer.state === "in_review" && customer.reviewer !== me)) return null;
  return (
    <>
      {taking.isError ? <p role="alert">{sentenceFor(taking.error)}</p> : null}
      <div>
        <Button busy={taking.isPending} busyText="Taking it" onClick={() => taking.mutate()}>
          {customer.state === "submitted" ? "Begin the review" : "Take the review over"}
        </Button>
      </div>
    </>
  );
}

function Summary({ customer }: { customer: Customer }) {
  const { facts } = customer;
  return (
    <Facts
      facts={[
        ["State", stateWords[customer.state]],
        ["Handed in", customer.submitted_at === null ? null : <When key="at" at={customer.submitted_at} />],
        ["Next review", customer.review_due_on === null ? null : formatDate(customer.review_due_on)],
        ["Lives at", facts && addressOf(facts.address)],
        ["Means to pay", facts && `${formatMoney({ amount_minor: facts.expected_monthly_minor, currency: "USD" })} a month`],
        ["Public office", facts && (facts.is_exposed ? "Yes" : "No")],
        ["Has left", customer.closed_at === null ? null : <When key="closed" at={customer.closed_at} />],
      ]}
    />
  );
}

function Rated({ customer }: { customer: Customer }) {
  const { rating } = customer;
  if (rating === null) return null;
  return (
    <section className="stack" aria-labelledby="risk">
      <h2 id="risk">Risk</h2>
      <p>
        <Risk rating={rating.in_force} /> {rating.override === null ? `${rating.points} points.` : `Set by a reviewer: ${rating.override_reason ?? ""}`}
      </p>
      {rating.factors.length === 0 ? null : (
        <ul className="stack-tight">
          {rating.factors.map((factor) => (
            <li key={factor.code + factor.words}>
              {factor.words} <span className="quiet">(+{factor.points})</span>
            </li>
          ))}
        </ul>
      )}
      {rating.triggers.length > 0 && customer.notes.length === 0 ? (
        <Notice tone="warn" title="Enhanced due diligence is due">
          <p>Note what you found out before you approve.</p>
        </Notice>
      ) : null}
    </section>
  );
}

function History({ customer }: { customer: Customer }) {
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">What happened</h2>
      <ul className="stack-tight">
        {customer.steps.map((step) => (
          <li key={step.at + step.state}>
            <When at={step.at} /> {stateWords[step.state]}
            {step.reason === null ? "" : `: ${step.reason}`} <span className="quiet">by {step.by}</span>
          </li>
        ))}
        {customer.notes.map((note) => (
          <li key={note.at + note.words}>
            <When at={note.at} /> Note: {note.words} <span className="quiet">by {note.by}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
