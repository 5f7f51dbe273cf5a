import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatDate } from "@/lib/dates";
import { casesQuery, type Case, type CaseFilters } from "./api";
import { DeskList } from "./desk-list";
import { SaidStatus } from "./said-status";
import { caseStateSaid, codeWords, outcomeWords, prioritySaid } from "./words";

/** Cases, what is due first comes first. */
export function CaseList({ filters, linkTo }: { filters: CaseFilters; linkTo: (file: Case, words: string) => ReactNode }) {
  return (
    <DeskList
      list={useInfiniteQuery(casesQuery(filters))}
      what="the cases"
      noun="case"
      caption="Cases, what is due first comes first"
      empty={filters.state || filters.whose ? "No case fits." : "No case waits. A case opens by itself when money is held."}
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
      rowKey={(file) => file.id}
    />
  );
}
