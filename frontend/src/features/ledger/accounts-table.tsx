import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { problemCode } from "@/api/problem";
import { Amount } from "@/components/amount";
import { DataTable, type Column } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { accountWords } from "@/components/ledger-entry";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { formatDate } from "@/lib/dates";
import { accountsQuery, balanceQuery, type LedgerAccount, type Moment } from "./api";

/** Accounts with their balances now, or as they were at the end of a day. */
export function AccountsTable({ moment, linkTo, ownerName }: {
  moment: Moment;
  linkTo: (account: LedgerAccount, name: string) => ReactNode;
  ownerName: (owner: string) => string;
}) {
  const accounts = useInfiniteQuery(accountsQuery);
  if (accounts.isPending) return <Loading label="Loading the accounts" lines={8} />;
  if (accounts.isError && !accounts.data) return <Failure error={accounts.error} what="the accounts" onRetry={() => void accounts.refetch()} />;
  const rows = accounts.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>The ledger has no accounts yet. They open with the first payment.</p>;
  const names: Column<LedgerAccount>[] = [
    { name: "Account", names: true, cell: (account) => linkTo(account, accountWords(account.id).name) },
    { name: "Of", cell: (account) => ownerName(accountWords(account.id).owner) },
    { name: "Class", cell: (account) => account.account_class },
  ];
  const now: Column<LedgerAccount>[] = [
    { name: "Debits", number: true, cell: (account) => <Amount money={account.debits_posted} /> },
    { name: "Credits", number: true, cell: (account) => <Amount money={account.credits_posted} /> },
    { name: "Balance", number: true, cell: (account) => <strong><Amount money={account.posted} /></strong> },
    { name: "Available", number: true, cell: (account) => <Amount money={account.available} /> },
  ];
  const then: Column<LedgerAccount>[] = [
    { name: "Balance then", number: true, cell: (account) => <BalanceThen accountId={account.id} moment={moment} /> },
    { name: "Balance now", number: true, cell: (account) => <Amount money={account.posted} /> },
  ];
  return (
    <>
      <DataTable
        caption={moment.asOf ? `Balances at the end of ${formatDate(moment.asOf)} (UTC), by ${moment.by} date` : "Balances now"}
        columns={[...names, ...(moment.asOf ? then : now)]}
        rows={rows}
        rowKey={(account) => account.id}
      />
      <MoreRows
        shown={rows.length}
        noun="account"
        hasMore={accounts.hasNextPage}
        busy={accounts.isFetchingNextPage}
        error={accounts.isFetchNextPageError ? accounts.error : null}
        onMore={() => void accounts.fetchNextPage()}
      />
    </>
  );
}

function BalanceThen({ accountId, moment }: { accountId: string; moment: Moment }) {
  const balance = useQuery(balanceQuery(accountId, moment));
  if (balance.isPending) return <span className="quiet">…</span>;
  if (balance.isError) return <span className="quiet">{problemCode(balance.error) === "account_not_found" ? "not open yet" : sentenceFor(balance.error)}</span>;
  return (
    <strong>
      <Amount money={balance.data.balance} />
    </strong>
  );
}
