import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useRef, type ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { formatDate } from "@/lib/dates";
import { casesQuery, type Case, type CaseFilters } from "./api";
import { KeysLine } from "./keys-line";
import { SaidStatus } from "./said-status";
import { moveFocus, useKeys, useKeysWanted } from "./use-keys";
import { caseStateSaid, codeWords, outcomeWords, prioritySaid } from "./words";
import "./compliance.css";

/** Cases, what is due first comes first. */
export function CaseList({ filters, linkTo }: { filters: CaseFilters; linkTo: (file: Case, words: string) => ReactNode }) {
  const table = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useKeysWanted();
  const acts = useMemo(() => {
    const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("tbody th a") ?? [])];
    return { j: () => moveFocus(rows(), 1), k: () => moveFocus(rows(), -1) };
  }, []);
  useKeys(acts, keys);
  const cases = useInfiniteQuery(casesQuery(filters));
  if (cases.isPending) return <Loading label="Loading the cases" lines={8} />;
  if (cases.isError && !cases.data) return <Failure error={cases.error} what="the cases" onRetry={() => void cases.refetch()} />;
  const rows = cases.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{filters.state || filters.whose ? "No case fits." : "No case waits. A case opens by itself when money is held."}</p>;
  return (
    <>
      <div ref={table}>
        <DataTable
          caption="Cases, what is due first comes first"
          captionHidden
          columns={[
            { name: "About", names: true, cell: (file) => linkTo(file, file.party_name || file.party_id) },
            { name: "Priority", cell: (file) => <SaidStatus said={prioritySaid(file.priority)} /> },
            { name: "Due", cell: (file) => (file.due ? formatDate(file.due) : "nothing") },
            { name: "Why", cell: (file) => file.codes.map(codeWords).join(", ") },
            { name: "Alerts", number: true, cell: (file) => file.alerts },
            { name: "Held", number: true, cell: (file) => file.held },
            { name: "State", cell: (file) => (file.outcome ? outcomeWords(file.outcome) : <SaidStatus said={caseStateSaid(file.state)} />) },
            { name: "With", cell: (file) => file.assignee?.name ?? (file.assignee ? file.assignee.id : "nobody") },
          ]}
          rows={rows}
          rowKey={(file) => file.id}
        />
      </div>
      <MoreRows
        shown={rows.length}
        noun="case"
        hasMore={cases.hasNextPage}
        busy={cases.isFetchingNextPage}
        error={cases.isFetchNextPageError ? cases.error : null}
        onMore={() => void cases.fetchNextPage()}
      />
      <KeysLine
        wanted={keys}
        onChange={setKeys}
        keys={[
          ["j", "next"],
          ["k", "previous"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
