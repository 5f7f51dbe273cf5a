import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { DataTable, type Column } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { Notice } from "@/components/notice";
import { formatDate } from "@/lib/dates";
import { endMatchDecision, matchDecisionsQuery, type MatchDecision } from "./lists-api";
import { decisionSaid } from "./list-words";
import { SaidStatus } from "./said-status";

const whom = (decision: MatchDecision) => decision.party_name ?? decision.party_id;

/** Who was found not to be which listed party, until when, and taking that back. */
export function MatchDecisions({ mayDecide, partyLink, onEnded }: { mayDecide: boolean; partyLink: (decision: MatchDecision, words: string) => ReactNode; onEnded: (words: string) => void }) {
  const [ending, setEnding] = useState<MatchDecision | null>(null);
  const decisions = useInfiniteQuery(matchDecisionsQuery);
  const end = useMutation({
    mutationFn: (decision: MatchDecision) => endMatchDecision(decision.id),
    onSuccess: (_, decision) => onEnded(`Taken back: from now on ${whom(decision)} is compared with ${decision.list} ${decision.list_id} again.`),
    onSettled: () => setEnding(null),
  });
  if (decisions.isPending) return <Loading label="Loading the decisions" lines={4} />;
  if (decisions.isError && !decisions.data) return <Failure error={decisions.error} what="the decisions" onRetry={() => void decisions.refetch()} />;
  const rows = decisions.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>Nobody has been let pass. Such a decision is made beside an alert: “this is not the listed party”.</p>;
  const now = decisions.dataUpdatedAt;
  const columns: Column<MatchDecision>[] = [
    { name: "Who", names: true, cell: (row) => partyLink(row, whom(row)) },
    { name: "Is not", cell: (row) => `${row.list} ${row.list_id}` },
    { name: "Why", cell: (row) => row.reason },
    { name: "By", cell: (row) => row.decided_by.name ?? row.decided_by.id },
    { name: "Since", cell: (row) => formatDate(row.decided_at) },
    { name: "Until", cell: (row) => formatDate(row.ended_at ?? row.expires_at) },
    { name: "State", cell: (row) => <SaidStatus said={decisionSaid(row, now)} /> },
  ];
  if (mayDecide) {
    columns.push({
      name: "Act",
      cell: (row) =>
        row.ended_at === null && Date.parse(row.expires_at) > now ? (
          <Button aria-label={`Take back: ${whom(row)}, ${row.list} ${row.list_id}`} onClick={() => setEnding(row)}>
            Take back
          </Button>
        ) : null,
    });
  }
  return (
    <>
      {end.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(end.error)}</p>
        </Notice>
      ) : null}
      <DataTable caption="Decisions, newest first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} />
      <MoreRows
        shown={rows.length}
        noun="decision"
        hasMore={decisions.hasNextPage}
        busy={decisions.isFetchingNextPage}
        error={decisions.isFetchNextPageError ? decisions.error : null}
        onMore={() => void decisions.fetchNextPage()}
      />
      <ConfirmDialog
        open={ending !== null}
        title="Take this decision back?"
        confirmText="Take it back"
        cancelText="Keep it"
        busy={end.isPending}
        onConfirm={() => ending && end.mutate(ending)}
        onClose={() => setEnding(null)}
      >
        <p>{ending ? `Payments of ${whom(ending)} will be held again where they look like ${ending.list} ${ending.list_id}. A new decision can be made beside the next alert.` : ""}</p>
      </ConfirmDialog>
    </>
  );
}
