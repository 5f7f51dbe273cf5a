import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { When } from "@/components/when";
import { alertsQuery, type Alert, type AlertFilters } from "./api";
import { DeskList } from "./desk-list";
import { SaidStatus } from "./said-status";
import { alertStateSaid, codeWords, verdictSaid } from "./words";

/** The queue: one line an alert. */
export function AlertQueue({ filters, linkTo, caseLink }: { filters: AlertFilters; linkTo: (alert: Alert, words: string) => ReactNode; caseLink: (id: string) => ReactNode }) {
  return (
    <DeskList
      list={useInfiniteQuery(alertsQuery(filters))}
      what="the queue"
      noun="alert"
      caption="Alerts, newest first"
      empty={filters.state === "open" ? "Nothing waits here. What is noticed next comes up by itself." : "No alert fits."}
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
      rowKey={(alert) => alert.id}
    />
  );
}
