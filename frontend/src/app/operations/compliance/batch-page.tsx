import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { problemCode } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { batchQuery } from "@/features/compliance/filings/api";
import { BatchActs, BatchView } from "@/features/compliance/filings/batch-view";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/batches/$batchId");

export function BatchPage() {
  const { batchId } = route.useParams();
  const { data: session } = useQuery(sessionQuery);
  const may = useMay();
  const batch = useQuery(batchQuery(batchId));
  const { said, done } = useDeskChange();
  if (batch.isPending) return <Loading label="Loading the batch file" lines={8} />;
  const back = (
    <p>
      <Link to="/operations/compliance/batches">All batch files</Link>
    </p>
  );
  if (batch.isError && !batch.data) {
    const there = problemCode(batch.error) !== "batch_not_found";
    return (
      <DeskFrame>
        <PageHeading>{there ? "Batch file" : "There is no such batch file"}</PageHeading>
        {there ? <Failure error={batch.error} what="the batch file" onRetry={() => void batch.refetch()} /> : null}
        {back}
      </DeskFrame>
    );
  }
  return (
    <DeskFrame>
      <PageHeading lead={batch.data.id} title="Batch file">
        Batch file
      </PageHeading>
      <SaidLine said={said} />
      <div className="case-columns">
        <div>
          <BatchView
            batch={batch.data}
            nameOf={(id) => (id === session?.user?.id ? "you" : id)}
            filingLink={(id, words) => (
              <Link to="/operations/compliance/filings/$filingId" params={{ filingId: id }}>
                {words}
              </Link>
            )}
          />
        </div>
        <div>
          {may("compliance.work") ? <BatchActs batch={batch.data} onDone={done} /> : null}
          {back}
        </div>
      </div>
    </DeskFrame>
  );
}
