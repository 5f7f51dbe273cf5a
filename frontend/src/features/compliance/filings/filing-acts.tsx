import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { ActForm } from "../act-form";
import { amendFiling, approveFiling, discardFiling, pageUrl, proposalQuery, proposeFiling, returnFiling, sentToOfac, type Approval, type Filing } from "./api";
import { counted } from "./words";

const named = (person: { id: string; name: string | null }) => person.name ?? person.id;

/** Before a second person: only what is complete, and never oneself. */
export function ProposeForm({ filing, hindered, save, onProposed }: { filing: Filing; hindered: number; save: () => Promise<boolean>; onProposed: () => void }) {
  return (
    <section className="panel stack" aria-labelledby="filing-propose">
      <h2 id="filing-propose">Put it before a second person</h2>
      <p>Another officer reads it and approves it or returns it. You cannot approve what you put forward yourself.</p>
      {hindered > 0 ? (
        <p>{counted(hindered, "thing")} to put right first; what is not known can be said to be unknown.</p>
      ) : (
        <ActForm
          label="Put it before a second person"
          fieldLabel="To the second person"
          hint="What they should look at."
          button="Put it forward"
          busyText="Putting it forward"
          submit={async (reason) => {
            if (!(await save())) return;
            await proposeFiling(filing.id, reason);
            onProposed();
          }}
        />
      )}
    </section>
  );
}

/** What the second person sees and does; whoever put it forward sees that they cannot. */
export function SecondPerson({ filing, me, mayDecide, onDecided }: { filing: Filing; me: string | undefined; mayDecide: boolean; onDecided: (words: string) => void }) {
  const proposal = useQuery({ ...proposalQuery(filing.proposal_id ?? ""), enabled: filing.proposal_id !== null });
  if (filing.proposal_id === null) return null;
  if (proposal.isPending) return <Loading label="Loading who put it forward" lines={3} />;
  if (proposal.isError) return <Failure error={proposal.error} what="who put it forward" onRetry={() => void proposal.refetch()} />;
  const own = proposal.data.proposed_by.id === me;
  return (
    <section className="panel stack" aria-labelledby="filing-second">
      <h2 id="filing-second">Waits for a second person</h2>
      <Facts
        facts={[
          ["Put forward by", own ? "You" : named(proposal.data.proposed_by)],
          ["They say", proposal.data.reason],
          ["On", <When key="at" at={proposal.data.proposed_at} />],
        ]}
      />
      {own ? <p>You put this forward, so you cannot approve it. Another officer has to.</p> : null}
      {mayDecide && !own ? <Approve proposal={proposal.data} onApproved={() => onDecided("Approved. It goes into the next batch file.")} /> : null}
      {mayDecide ? (
        <details>
          <summary>{own ? "Take it back" : "Return it"}</summary>
          <ActForm
            label={own ? "Take it back" : "Return it"}
            hint="It is a draft again, and whoever works on it reads this."
            button={own ? "Take it back" : "Return it to be put right"}
            busyText="Returning it"
            submit={async (reason) => {
              await returnFiling(proposal.data.id, reason);
              onDecided(own ? "Taken back. It is a draft again." : "Returned. It is a draft again.");
            }}
          />
        </details>
      ) : null}
    </section>
  );
}

function Approve({ proposal, onApproved }: { proposal: Approval; onApproved: () => void }) {
  const approval = useMutation({ mutationFn: () => approveFiling(proposal), onSuccess: onApproved });
  return (
    <>
      <Refusal error={approval.error} />
      <p>You approve exactly what stands here. It is then sent to the government under your and their name.</p>
      <div>
        <Button kind="primary" busy={approval.isPending} busyText="Approving" onClick={() => approval.mutate()}>
          Approve this filing
        </Button>
      </div>
    </>
  );
}

/** Why a draft came back, in the words of who returned it. */
export function ReturnedNote({ filing }: { filing: Filing }) {
  const proposal = useQuery({ ...proposalQuery(filing.proposal_id ?? ""), enabled: filing.proposal_id !== null && filing.state === "draft" });
  if (!proposal.data || filing.state !== "draft") return null;
  const { state, decided_by: by, decision_reason: reason } = proposal.data;
  if (state === "expired") return <Notice tone="warn" title="Nobody decided on it in time. It is a draft again." />;
  if (state !== "rejected" || !by) return null;
  return (
    <Notice tone="warn" title={`Returned by ${named(by)}`}>
      <p>{reason}</p>
    </Notice>
  );
}

function Refusal({ error }: { error: unknown }) {
  return error ? (
    <Notice tone="bad" live>
      <p>{sentenceFor(error)}</p>
    </Notice>
  ) : null;
}

interface FurtherProps {
  filing: Filing;
  mayWork: boolean;
  mayDecide: boolean;
  onDone: (words: string) => void;
  onAmended: (filing: Filing) => void;
  /** Leads to the batch files. */
  batches: ReactNode;
}

/** What else can be done, by where the filing stands. */
export function FurtherActs({ filing, mayWork, mayDecide, onDone, onAmended, batches }: FurtherProps) {
  const toOfac = filing.kind === "ofac_blocking" || filing.kind === "ofac_rejected";
  return (
    <section className="panel stack" aria-labelledby="filing-further">
      <h2 id="filing-further">Further</h2>
      {filing.state === "approved" && !toOfac ? <p>Approved. It is sent with the next batch file: {batches}.</p> : null}
      {filing.state === "approved" && toOfac ? <p>Approved. Send the page to OFAC, then record the number of its answer.</p> : null}
      {filing.state === "approved" && toOfac && mayDecide ? (
        <ActForm
          label="Record that OFAC has it"
          field="reference"
          fieldLabel="Number of OFAC’s answer, or of the letter"
          button="Record it"
          busyText="Recording"
          submit={async (reference) => {
            await sentToOfac(filing.id, reference);
            onDone("Recorded. The deadline of the case ends with it.");
          }}
        />
      ) : null}
      <p>
        <a href={pageUrl(filing.id)} download>
          Download it as a PDF
        </a>
      </p>
      {filing.state === "accepted" && mayWork ? <Amend filing={filing} onAmended={onAmended} /> : null}
      {mayWork && ["draft", "proposed", "rejected"].includes(filing.state) ? <Discard filing={filing} onDiscarded={() => onDone("Discarded. It will not be filed.")} /> : null}
    </section>
  );
}

function Amend({ filing, onAmended }: { filing: Filing; onAmended: (filing: Filing) => void }) {
  const amend = useMutation({ mutationFn: () => amendFiling(filing.id), onSuccess: onAmended });
  return (
    <>
      <Refusal error={amend.error} />
      <div>
        <Button busy={amend.isPending} busyText="Beginning it" onClick={() => amend.mutate()}>
          Begin a report that corrects it
        </Button>
      </div>
    </>
  );
}

function Discard({ filing, onDiscarded }: { filing: Filing; onDiscarded: () => void }) {
  const [asking, setAsking] = useState(false);
  const discard = useMutation({ mutationFn: () => discardFiling(filing.id), onSuccess: onDiscarded, onSettled: () => setAsking(false) });
  return (
    <>
      <Refusal error={discard.error} />
      <div>
        <Button kind="plain" onClick={() => setAsking(true)}>
          Discard it
        </Button>
      </div>
      <ConfirmDialog open={asking} title="Discard this filing?" confirmText="Discard it" cancelText="Keep it" busy={discard.isPending} onConfirm={() => discard.mutate()} onClose={() => setAsking(false)}>
        <p>It is kept on record and cannot be filed any more. The deadline of its case goes on.</p>
      </ConfirmDialog>
    </>
  );
}
