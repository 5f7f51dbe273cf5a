import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { approvalsQuery, type Approval } from "./api";

/** What came of the proposals that no longer wait. */
export function ApprovalHistory() {
  const closed = useInfiniteQuery(approvalsQuery("closed"));
  if (closed.isPending) return <Loading label="Loading the decisions" lines={4} />;
  if (closed.isError && !closed.data) return <Failure error={closed.error} what="the decisions" onRetry={() => void closed.refetch()} />;
  const rows = closed.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>Nothing has been decided yet.</p>;
  return (
    <>
      <DataTable
        caption="Decisions"
        captionHidden
        columns={[
          { name: "What", names: true, cell: (row) => row.words },
          { name: "About", cell: (row) => row.about.name ?? row.about.id },
          { name: "Proposed by", cell: (row) => row.proposed_by.name ?? row.proposed_by.id },
          { name: "Came of it", cell: (row) => <Outcome state={row.state} /> },
          { name: "By", cell: (row) => (row.decided_by ? (row.decided_by.name ?? row.decided_by.id) : "Nobody") },
          { name: "When", cell: (row) => (row.decided_at ? <When at={row.decided_at} /> : null) },
          { name: "Why", cell: (row) => row.decision_reason ?? row.reason },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
      />
      <MoreRows
        shown={rows.length}
        noun="decision"
        hasMore={closed.hasNextPage}
        busy={closed.isFetchingNextPage}
        error={closed.isFetchNextPageError ? closed.error : null}
        onMore={() => void closed.fetchNextPage()}
      />
    </>
  );
}

function Outcome({ state }: { state: Approval["state"] }) {
  if (state === "approved") return <Status shape="check" tone="good">Approved</Status>;
  if (state === "rejected") return <Status shape="cross" tone="bad">Rejected</Status>;
  return <Status shape="ring" tone="plain">Ran out</Status>;
}
