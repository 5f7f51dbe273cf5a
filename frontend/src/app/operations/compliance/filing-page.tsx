import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useBlocker, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { problemCode } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { filingQuery, type Filing } from "@/features/compliance/filings/api";
import { FurtherActs, ProposeForm, ReturnedNote, SecondPerson } from "@/features/compliance/filings/filing-acts";
import { FilingEditor, FilingReading } from "@/features/compliance/filings/filing-editor";
import { FilingFacts, Remarks } from "@/features/compliance/filings/filing-facts";
import { kindWords } from "@/features/compliance/filings/words";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/filings/$filingId");

const caseLink = (id: string) => (
  <Link to="/operations/compliance/cases/$caseId" params={{ caseId: id }}>
    {id}
  </Link>
);
const batchLink = (id: string) => (
  <Link to="/operations/compliance/batches/$batchId" params={{ batchId: id }}>
    {id}
  </Link>
);
const filingLink = (id: string) => (
  <Link to="/operations/compliance/filings/$filingId" params={{ filingId: id }}>
    {id}
  </Link>
);

export function FilingPage() {
  const { filingId } = route.useParams();
  const filing = useQuery(filingQuery(filingId));
  if (filing.isPending) return <Loading label="Loading the filing" lines={10} />;
  if (filing.isError && !filing.data) {
    const there = problemCode(filing.error) !== "filing_not_found";
    return (
      <DeskFrame>
        <PageHeading>{there ? "Filing" : "There is no such filing"}</PageHeading>
        {there ? <Failure error={filing.error} what="the filing" onRetry={() => void filing.refetch()} /> : null}
        <p>
          <Link to="/operations/compliance/filings">All filings</Link>
        </p>
      </DeskFrame>
    );
  }
  return <FilingDesk key={filingId} filing={filing.data} />;
}

function FilingDesk({ filing }: { filing: Filing }) {
  const { data: session } = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const may = useMay();
  const { said, done } = useDeskChange();
  const [wantsEdit, setWantsEdit] = useState(false);
  const [isDirty, setDirty] = useState(false);
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: isDirty, withResolver: true });
  const me = session?.user?.id;
  const mayWork = may("compliance.work");
  const mayDecide = may("compliance.decide");
  const reopens = filing.state === "proposed" || filing.state === "approved";
  const edits = mayWork && (filing.state === "draft" || filing.state === "rejected" || (reopens && wantsEdit));
  const further = (
    <FurtherActs
      filing={filing}
      mayWork={mayWork}
      mayDecide={mayDecide}
      onDone={done}
      onAmended={({ id }) => void navigate({ to: "/operations/compliance/filings/$filingId", params: { filingId: id } })}
      batches={<Link to="/operations/compliance/batches">batch files</Link>}
    />
  );
  const onDecided = (words: string) => {
    setWantsEdit(false);
    done(words);
  };
  return (
    <DeskFrame>
      <PageHeading lead={filing.id} title={`${kindWords(filing.kind)}: ${filing.subject_name}`}>
        {kindWords(filing.kind)}: {filing.subject_name || "nobody named yet"}
      </PageHeading>
      <SaidLine said={said} />
      <FilingFacts filing={filing} nameOf={(id) => (id === me ? "you" : id)} caseLink={caseLink} batchLink={batchLink} filingLink={filingLink} />
      <ReturnedNote filing={filing} />
      <Remarks remarks={filing.remarks} isRejected={filing.state !== "accepted"} />
      {edits ? (
        <FilingEditor
          filing={filing}
          onSaved={(saved) => queryClient.setQueryData(filingQuery(filing.id).queryKey, saved)}
          onDirty={setDirty}
          acts={(hindered, save): ReactNode => (
            <>
              {mayDecide ? <ProposeForm filing={filing} hindered={hindered} save={save} onProposed={() => onDecided("Put before a second person. Another officer has to approve it.")} /> : null}
              {further}
            </>
          )}
        />
      ) : (
        <FilingReading
          filing={filing}
          acts={
            <>
              {filing.state === "proposed" ? <SecondPerson filing={filing} me={me} mayDecide={mayDecide} onDecided={onDecided} /> : null}
              {reopens && mayWork ? (
                <section className="panel stack" aria-label="Edit it again">
                  <p>Whoever edits it makes it a draft again: two people decide anew.</p>
                  <div>
                    <Button onClick={() => setWantsEdit(true)}>Edit it again</Button>
                  </div>
                </section>
              ) : null}
              {further}
            </>
          }
        />
      )}
      <ConfirmDialog open={blocker.status === "blocked"} title="Leave without saving?" confirmText="Leave" cancelText="Stay here" onConfirm={() => blocker.proceed?.()} onClose={() => blocker.reset?.()}>
        <p>What you wrote last is not saved yet.</p>
      </ConfirmDialog>
    </DeskFrame>
  );
}
