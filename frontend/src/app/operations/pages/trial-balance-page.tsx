import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { TrialBalanceTables } from "@/features/ledger/trial-balance";

export function TrialBalancePage() {
  return (
    <>
      <p>
        <Link to="/operations/ledger">All accounts</Link>
      </p>
      <PageHeading lead="All debits against all credits, now.">Trial balance</PageHeading>
      <TrialBalanceTables />
    </>
  );
}
