import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sessionQuery } from "@/api/session";
import { PageHeading } from "@/components/page-heading";
import { Panel } from "@/components/panel";
import { CheckpointPanel } from "@/features/audit/checkpoint-panel";
import { TrialBalanceTables } from "@/features/ledger/trial-balance";
import { useMay } from "../use-may";
import "./overview-page.css";

/** Where operations start: the two things that must always hold, and the way to everything one may see. */
export function OverviewPage() {
  const { data: session } = useQuery(sessionQuery);
  const may = useMay();
  return (
    <>
      <PageHeading lead={session?.user ? `Signed in as ${session.user.full_name}.` : undefined}>Overview</PageHeading>
      <ul className="overview-links">
        {may("compliance.read") ? <Way to={<Link to="/operations/compliance">Compliance</Link>}>Alerts, cases, deadlines and freezes.</Way> : null}
        {may("payments.read") ? <Way to={<Link to="/operations/billers">Billers</Link>}>Who takes payments here, and by which rules.</Way> : null}
        {may("payments.read") ? <Way to={<Link to="/operations/payments">Payments</Link>}>Of any biller, each with its whole story.</Way> : null}
        {may("ledger.read") ? <Way to={<Link to="/operations/ledger">Ledger</Link>}>Accounts, balances on any day, statements.</Way> : null}
        {may("audit.read") ? <Way to={<Link to="/operations/audit">Audit log</Link>}>What happened, and the proof of it.</Way> : null}
        {may("users.read") ? <Way to={<Link to="/operations/users">Users</Link>}>Who signs in, and what they may do.</Way> : null}
        {may("approvals.read") ? <Way to={<Link to="/operations/approvals">Approvals</Link>}>What waits for a second person.</Way> : null}
        {may("audit.read") ? <Way to={<Link to="/operations/security">Security events</Link>}>Sign-ins, refusals, keys and changes of people.</Way> : null}
      </ul>
      {may("ledger.read") ? (
        <section className="stack" aria-labelledby="trial">
          <h2 id="trial">Does the ledger add up?</h2>
          <TrialBalanceTables />
        </section>
      ) : null}
      <section className="stack" aria-labelledby="log">
        <h2 id="log">Does the audit log hold?</h2>
        <CheckpointPanel />
      </section>
    </>
  );
}

function Way({ to, children }: { to: ReactNode; children: string }) {
  return (
    <li>
      <Panel>
        <h2>{to}</h2>
        <p className="quiet">{children}</p>
      </Panel>
    </li>
  );
}
