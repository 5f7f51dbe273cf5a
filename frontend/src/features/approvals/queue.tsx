import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Failure, sentenceFor } from "@/components/failure";
import { TextField } from "@/components/field";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { approvalsQuery, approve, reject, type Approval } from "./api";
import { timeLeft } from "./time-left";

interface QueueProps {
  me: string | undefined;
  mayDecide: boolean;
  /** Leads to what a proposal is about, where that has a page of its own to read first. */
  linkTo: (proposal: Approval) => ReactNode;
}

/** What waits for a second person: each with who, what and why, and the two answers. */
export function ApprovalQueue({ me, mayDecide, linkTo }: QueueProps) {
  const queryClient = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const waiting = useInfiniteQuery(approvalsQuery("open"));
  if (waiting.isPending) return <Loading label="Loading what waits" lines={6} />;
  if (waiting.isError && !waiting.data) return <Failure error={waiting.error} what="what waits" onRetry={() => void waiting.refetch()} />;
  const rows = waiting.data.pages.flatMap((page) => page.data);
  function onDecided(words: string) {
    setSaid(words);
    void queryClient.invalidateQueries({ queryKey: ["approvals"] });
    void queryClient.invalidateQueries({ queryKey: ["users"] });
  }
  return (
    <>
      <div role="status">
        {said === null ? null : (
          <Notice tone="good">
            <p>{said}</p>
          </Notice>
        )}
      </div>
      {rows.length === 0 ? <p>Nothing waits for a second person.</p> : null}
      {rows.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} about={linkTo(proposal)} asOf={waiting.dataUpdatedAt} me={me} mayDecide={mayDecide} onDecided={onDecided} />
      ))}
      {rows.length === 0 ? null : (
        <MoreRows
          shown={rows.length}
          noun="proposal"
          hasMore={waiting.hasNextPage}
          busy={waiting.isFetchingNextPage}
          error={waiting.isFetchNextPageError ? waiting.error : null}
          onMore={() => void waiting.fetchNextPage()}
        />
      )}
    </>
  );
}

function Proposal({ proposal, about, asOf, me, mayDecide, onDecided }: { proposal: Approval; about: ReactNode; asOf: number; me: string | undefined; mayDecide: boolean; onDecided: (words: string) => void }) {
  const [rejecting, setRejecting] = useState(false);
  const approval = useMutation({ mutationFn: () => approve(proposal), onSuccess: () => onDecided(`Approved and done: ${proposal.words}`) });
  const own = proposal.proposed_by.id === me;
  return (
    <Panel label={`Proposal ${proposal.id}`}>
      <h2>{proposal.words}</h2>
      <Facts
        facts={[
          ["About", about ?? `${proposal.about.name ?? "Somebody who is gone"} (${proposal.about.id})`],
          ["Proposed by", own ? "You" : (proposal.proposed_by.name ?? proposal.proposed_by.id)],
          ["Why", proposal.reason],
          ["Proposed", <When key="at" at={proposal.proposed_at} />],
          ["Time", timeLeft(proposal.expires_at, asOf)],
        ]}
      />
      {approval.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(approval.error)}</p>
        </Notice>
      ) : null}
      {mayDecide && own ? <p className="quiet">You proposed this, so somebody else has to approve it.</p> : null}
      {mayDecide && !rejecting ? (
        <div className="row">
          {own ? null : (
            <Button kind="primary" busy={approval.isPending} busyText="Approving" onClick={() => approval.mutate()}>
              Approve and do it
            </Button>
          )}
          <Button onClick={() => setRejecting(true)}>{own ? "Take it back" : "Reject"}</Button>
        </div>
      ) : null}
      {rejecting ? <RejectForm id={proposal.id} onRejected={() => onDecided(`Rejected: ${proposal.words}`)} onCancel={() => setRejecting(false)} /> : null}
    </Panel>
  );
}

function RejectForm({ id, onRejected, onCancel }: { id: string; onRejected: () => void; onCancel: () => void }) {
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "reason") === "" ? { reason: "Say why, in a few words." } : {}),
    submit: async (fields) => {
      await reject(id, textOf(fields, "reason"));
      onRejected();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Reject">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField label="Why not" name="reason" error={form.errors["reason"]} autoComplete="off" />
      <div className="row">
        <Button type="submit" kind="danger" busy={form.busy} busyText="Rejecting">
          Reject it
        </Button>
        <Button onClick={onCancel}>Back</Button>
      </div>
    </form>
  );
}
