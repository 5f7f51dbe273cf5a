import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useRef, type ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { alertsQuery, type Alert, type AlertFilters } from "./api";
import { KeysLine } from "./keys-line";
import { SaidStatus } from "./said-status";
import { moveFocus, useKeys, useKeysWanted } from "./use-keys";
import { alertStateSaid, codeWords, verdictSaid } from "./words";
import "./compliance.css";

/** The queue: one line an alert, worked with j, k and Enter. */
export function AlertQueue({ filters, linkTo, caseLink }: { filters: AlertFilters; linkTo: (alert: Alert, words: string) => ReactNode; caseLink: (id: string) => ReactNode }) {
  const table = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useKeysWanted();
  const acts = useMemo(() => {
    const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("tbody th a") ?? [])];
    return { j: () => moveFocus(rows(), 1), k: () => moveFocus(rows(), -1) };
  }, []);
  useKeys(acts, keys);
  const alerts = useInfiniteQuery(alertsQuery(filters));
  if (alerts.isPending) return <Loading label="Loading the queue" lines={8} />;
  if (alerts.isError && !alerts.data) return <Failure error={alerts.error} what="the queue" onRetry={() => void alerts.refetch()} />;
  const rows = alerts.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{filters.state === "open" ? "Nothing waits here. What is noticed next comes up by itself." : "No alert fits."}</p>;
  return (
    <>
      <div ref={table}>
        <DataTable
          caption="Alerts, newest first"
          captionHidden
          columns={[
            { name: "About", names: true, cell: (alert) => linkTo(alert, alert.party_name || alert.party_id) },
            { name: "Rule", cell: (alert) => codeWords(alert.code) },
            { name: "What was found", cell: (alert) => <span className="queue-words">{alert.words}</span> },
            { name: "Money", cell: (alert) => <SaidStatus said={verdictSaid(alert.verdict)} /> },
            { name: "Score", number: true, cell: (alert) => alert.score },
            { name: "State", cell: (alert) => <SaidStatus said={alertStateSaid(alert.state)} /> },
            { name: "Case", cell: (alert) => (alert.case_id ? caseLink(alert.case_id) : "none") },
            { name: "When", cell: (alert) => <When at={alert.at} /> },
          ]}
          rows={rows}
          rowKey={(alert) => alert.id}
        />
      </div>
      <MoreRows
        shown={rows.length}
        noun="alert"
        hasMore={alerts.hasNextPage}
        busy={alerts.isFetchingNextPage}
        error={alerts.isFetchNextPageError ? alerts.error : null}
        onMore={() => void alerts.fetchNextPage()}
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
