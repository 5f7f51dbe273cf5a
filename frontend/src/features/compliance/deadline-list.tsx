import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { formatDate } from "@/lib/dates";
import { deadlinesQuery, type Deadline } from "./api";
import { SaidStatus } from "./said-status";
import { caseStateSaid, clockWords, deadlineSaid } from "./words";

/** Every report that may be due, the first one first. */
export function DeadlineList({ caseLink }: { caseLink: (deadline: Deadline) => ReactNode }) {
  const deadlines = useInfiniteQuery(deadlinesQuery);
  if (deadlines.isPending) return <Loading label="Loading the deadlines" lines={6} />;
  if (deadlines.isError && !deadlines.data) return <Failure error={deadlines.error} what="the deadlines" onRetry={() => void deadlines.refetch()} />;
  const rows = deadlines.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>No report is due.</p>;
  return (
    <>
      <DataTable
        caption="Deadlines, the first one first"
        captionHidden
        columns={[
          { name: "Case", names: true, cell: caseLink },
          { name: "Report", cell: (deadline) => clockWords(deadline.kind) },
          { name: "Due", cell: (deadline) => formatDate(deadline.due) },
          { name: "Left", cell: (deadline) => <SaidStatus said={deadlineSaid(deadline.days_left)} /> },
          { name: "State", cell: (deadline) => <SaidStatus said={caseStateSaid(deadline.state)} /> },
          { name: "With", cell: (deadline) => (deadline.assignee ? (deadline.assignee.name ?? deadline.assignee.id) : "nobody") },
        ]}
        rows={rows}
        rowKey={(deadline) => `${deadline.case_id} ${deadline.kind}`}
      />
      <MoreRows
        shown={rows.length}
        noun="deadline"
        hasMore={deadlines.hasNextPage}
        busy={deadlines.isFetchingNextPage}
        error={deadlines.isFetchNextPageError ? deadlines.error : null}
        onMore={() => void deadlines.fetchNextPage()}
      />
    </>
  );
}
