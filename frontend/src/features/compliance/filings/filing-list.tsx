import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table";
import { formatDate } from "@/lib/dates";
import { DeskList } from "../desk-list";
import { SaidStatus } from "../said-status";
import { filingsQuery, type FilingFilters, type FilingRow } from "./api";
import { counted, dueSaid, kindWords, stateSaid } from "./words";

type LinkTo = (filing: FilingRow, words: string) => ReactNode;

export const filingColumns = (linkTo: LinkTo): Column<FilingRow>[] => [
  { name: "About", names: true, cell: (filing) => linkTo(filing, filing.subject_name || "Nobody named yet") },
  { name: "Report", cell: (filing) => (filing.amends ? `${kindWords(filing.kind)}, correction` : kindWords(filing.kind)) },
  { name: "State", cell: (filing) => <SaidStatus said={stateSaid(filing.state)} /> },
  { name: "Due", cell: (filing) => formatDate(filing.due) },
  { name: "Left", cell: (filing) => <Left filing={filing} /> },
  { name: "To put right", cell: (filing) => toPutRight(filing) },
  { name: "Number", cell: (filing) => (filing.number === "" ? "none yet" : <code>{filing.number}</code>) },
];

function Left({ filing }: { filing: FilingRow }) {
  const due = dueSaid(filing);
  return due ? <SaidStatus said={due} /> : <>sent or ended</>;
}

const toPutRight = ({ errors, warnings, days_left: left }: FilingRow): string => (left === null || errors + warnings === 0 ? "nothing" : counted(errors + warnings, "thing"));

/** Filings, what is due first comes first. */
export function FilingList({ filters, linkTo }: { filters: FilingFilters; linkTo: LinkTo }) {
  return (
    <DeskList
      list={useInfiniteQuery(filingsQuery(filters))}
      what="the filings"
      noun="filing"
      caption="Filings, what is due first comes first"
      empty={filters.state || filters.kind ? "No filing fits." : "No filing is open. One is begun in a case."}
      columns={filingColumns(linkTo)}
      rowKey={(filing) => filing.id}
    />
  );
}
