import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { incidentsQuery, type Incident } from "./api";
import { kindWords, stateWords } from "./words";

/** Incidents that go on, or those that are over. */
export function IncidentList({ state, link }: { state: "unresolved" | "resolved"; link: (id: string, words: string) => ReactNode }) {
  const incidents = useInfiniteQuery(incidentsQuery(state));
  if (incidents.isPending) return <Loading label="Loading incidents" lines={4} />;
  if (incidents.isError && !incidents.data) return <Failure error={incidents.error} what="the incidents" onRetry={() => void incidents.refetch()} />;
  const rows = incidents.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{state === "unresolved" ? "No incident is open." : "No incident was resolved yet."}</p>;
  return (
    <>
      <DataTable
        caption={state === "unresolved" ? "Open incidents" : "Resolved incidents"}
        captionHidden
        columns={[
          { name: "Class", names: true, cell: (row) => row.severity },
          { name: "What", cell: (row) => link(row.id, kindWords(row.kind)) },
          { name: "Summary", cell: (row) => row.summary },
          { name: "State", cell: (row) => <IncidentStatus state={row.state} /> },
          { name: "Declared", cell: (row) => <When at={row.declared_at} /> },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
      />
      <MoreRows
        shown={rows.length}
        noun="incident"
        hasMore={incidents.hasNextPage}
        busy={incidents.isFetchingNextPage}
        error={incidents.isFetchNextPageError ? incidents.error : null}
        onMore={() => void incidents.fetchNextPage()}
      />
    </>
  );
}

export function IncidentStatus({ state }: { state: Incident["state"] }) {
  const words = stateWords(state);
  if (state === "resolved") return <Status shape="check" tone="good">{words}</Status>;
  if (state === "contained") return <Status shape="half" tone="warn">{words}</Status>;
  return <Status shape="triangle" tone="bad">{words}</Status>;
}
