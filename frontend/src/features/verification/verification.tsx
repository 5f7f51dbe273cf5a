import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Problem } from "@/api/problem";
import { formatMoney } from "@/lib/money";
import { Documents } from "./documents";
import { FactsForm } from "./facts-form";
import { handIn, verificationQuery, type Verification } from "./api";

const EDITABLE: readonly Verification["state"][] = ["not_started", "in_progress", "resubmission_requested", "expired"];

/** Saying who one is: facts, documents, handing in, and what became of it. */
export default function VerificationPanel() {
  const queryClient = useQueryClient();
  const verification = useQuery(verificationQuery);
  if (verification.isPending) return <Loading label="Loading what we know of you" lines={8} />;
  if (verification.isError && !verification.data) return <Failure error={verification.error} what="what we know of you" onRetry={() => void verification.refetch()} />;
  const now = verification.data;
  const editable = EDITABLE.includes(now.state);
  const put = (changed: Verification) => queryClient.setQueryData(verificationQuery.queryKey, changed);
  return (
    <>
      <div role="status">
        <StateNotice now={now} />
      </div>
      <p>
        You can pay up to {usd(now.limits.per_payment_minor)} at a time and {usd(now.limits.per_30_days_minor)} in 30 days.
      </p>
      {editable ? (
        <section className="stack" aria-labelledby="about-you">
          <h2 id="about-you">1. About you</h2>
          <FactsForm facts={now.facts} onSaved={put} />
        </section>
      ) : null}
      {now.state === "not_started" && now.facts === null ? null : (
        <section className="stack" aria-labelledby="documents">
          <h2 id="documents">{editable ? "2. Documents" : "Your documents"}</h2>
          <Documents documents={now.documents} editable={editable} onChanged={() => void queryClient.invalidateQueries({ queryKey: verificationQuery.queryKey })} />
        </section>
      )}
      {now.state === "in_progress" ? <HandIn onHandedIn={put} /> : null}
    </>
  );
}

const usd = (amount_minor: number) => formatMoney({ amount_minor, currency: "USD" });

function HandIn({ onHandedIn }: { onHandedIn: (now: Verification) => void }) {
  const handing = useMutation({ mutationFn: handIn, onSuccess: onHandedIn });
  return (
    <section className="stack" aria-labelledby="hand-in">
      <h2 id="hand-in">3. Hand it in</h2>
      <p>A person looks at it, usually within one business day. You can pay your bills meanwhile.</p>
      {handing.isError ? (
        <Notice tone="bad" live title="It could not be handed in">
          <p>{sentenceFor(handing.error)}</p>
          <Missing error={handing.error} />
        </Notice>
      ) : null}
      <div>
        <Button kind="primary" busy={handing.isPending} busyText="Handing in" onClick={() => handing.mutate()}>
          Hand it in
        </Button>
      </div>
    </section>
  );
}

function Missing({ error }: { error: unknown }) {
  if (!(error instanceof Problem) || error.fields.length === 0) return null;
  return (
    <ul className="stack-tight">
      {error.fields.map(({ field, message }) => (
        <li key={field}>{message}</li>
      ))}
    </ul>
  );
}

function StateNotice({ now }: { now: Verification }) {
  switch (now.state) {
    case "not_started":
      return (
        <Notice title="You have not verified who you are">
          <p>You need it only to pay larger amounts. It takes about five minutes, and a passport or another document with your picture.</p>
        </Notice>
      );
    case "in_progress":
      return (
        <Notice title="Not handed in yet">
          <p>Tell us who you are, add a document with your picture, then hand it in.</p>
        </Notice>
      );
    case "submitted":
    case "in_review":
      return (
        <Notice title="We are looking at it">
          <p>There is nothing you need to do. You can pay your bills meanwhile.</p>
        </Notice>
      );
    case "approved":
      return (
        <Notice tone="good" title="We know who you are">
          <p>Thank you. If your name or address changes, write to us.</p>
        </Notice>
      );
    case "resubmission_requested":
      return (
        <Notice tone="warn" title="We need something again">
          <p>{now.message}</p>
          <p>Mend it below and press Save, then hand it in again.</p>
        </Notice>
      );
    case "rejected":
      return (
        <Notice tone="bad" title="We could not verify who you are">
          <p>{now.message}</p>
          <p>If you think this is a mistake, write to us.</p>
        </Notice>
      );
    case "expired":
      return (
        <Notice tone="warn" title="Your verification has run out">
          <p>{now.message}</p>
        </Notice>
      );
  }
}
