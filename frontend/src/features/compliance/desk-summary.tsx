import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { summaryQuery } from "./api";

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** What waits, as numbers that lead to it. Quiet while it is being counted: the pages below say more. */
export function DeskSummary({ to }: { to: (what: "alerts" | "held" | "cases" | "deadlines", words: string) => ReactNode }) {
  const { data } = useQuery(summaryQuery);
  if (!data) return null;
  return (
    <ul className="desk-summary" aria-label="What waits">
      <li>{to("held", count(data.held_transfers, "payment held", "payments held"))}</li>
      <li>{to("alerts", count(data.open_alerts, "alert to look at", "alerts to look at"))}</li>
      <li>{to("cases", count(data.undecided_cases, "case open", "cases open"))}</li>
      <li data-late={data.overdue > 0 ? "" : undefined}>{to("deadlines", data.overdue > 0 ? count(data.overdue, "case overdue", "cases overdue") : count(data.due_soon, "case due this week", "cases due this week"))}</li>
    </ul>
  );
}
