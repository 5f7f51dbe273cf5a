import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";
import { AccountsTable } from "@/features/ledger/accounts-table";
import { useOwnerName } from "../use-owner-name";
import { MomentForm } from "./moment-form";

const route = getRouteApi("/operations/ledger");

export function LedgerPage() {
  const moment = route.useSearch();
  const ownerName = useOwnerName();
  const navigate = useNavigate({ from: "/operations/ledger" });
  return (
    <>
      <div className="row-between">
        <PageHeading>Ledger accounts</PageHeading>
        <ButtonLink to="/operations/ledger/trial-balance">Trial balance</ButtonLink>
      </div>
      <MomentForm moment={moment} onApply={(search) => void navigate({ search })} clear={moment.asOf ? <Link to="/operations/ledger">Balances now</Link> : null} />
      <AccountsTable
        ownerName={ownerName}
        moment={{ asOf: moment.asOf, by: moment.by ?? "effective" }}
        linkTo={(account, name) => (
          <Link to="/operations/ledger/account" search={{ id: account.id, ...moment }}>
            {name}
          </Link>
        )}
      />
    </>
  );
}
