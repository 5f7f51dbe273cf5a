import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DeskSummary } from "@/features/compliance/desk-summary";
import "@/features/compliance/compliance.css";

/** What every page of the desk begins with: its own navigation and what waits. */
export function DeskFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <nav className="desk-nav" aria-label="Compliance">
        <Link to="/operations/compliance" activeOptions={{ exact: true, includeSearch: false }}>
          Queue
        </Link>
        <Link to="/operations/compliance/cases" activeOptions={{ includeSearch: false }}>
          Cases
        </Link>
        <Link to="/operations/compliance/customers" activeOptions={{ includeSearch: false }}>
          Customers
        </Link>
        <Link to="/operations/compliance/deadlines">Deadlines</Link>
        <Link to="/operations/compliance/filings" activeOptions={{ includeSearch: false }}>
          Filings
        </Link>
        <Link to="/operations/compliance/batches">Batch files</Link>
        <Link to="/operations/compliance/freezes" activeOptions={{ includeSearch: false }}>
          Freezes
        </Link>
        <Link to="/operations/compliance/lists">Lists</Link>
        <Link to="/operations/compliance/rules" activeOptions={{ includeSearch: false }}>
          Rules
        </Link>
      </nav>
      <DeskSummary
        to={(what, words) => {
          if (what === "held") return <Link to="/operations/compliance" search={{ state: "open", verdict: "hold" }}>{words}</Link>;
          if (what === "alerts") return <Link to="/operations/compliance" search={{ state: "open" }}>{words}</Link>;
          if (what === "cases") return <Link to="/operations/compliance/cases">{words}</Link>;
          return <Link to="/operations/compliance/deadlines">{words}</Link>;
        }}
      />
      {children}
    </>
  );
}
