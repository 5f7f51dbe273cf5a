import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Amount } from "@/components/amount";
import { CopyText } from "@/components/copy-text";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { accountWords, isOnlyHeld, kindWords, type LedgerEntry } from "@/components/ledger-entry";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { Facts, Panel } from "@/components/panel";
import { formatDate, formatDateTime } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { balanceQuery, entriesQuery, type Moment } from "./api";
import { statementLines, type StatementLine } from "./statement-lines";

interface StatementProps {
  accountId: string;
  moment: Moment;
  subjectLink: (entry: LedgerEntry) => ReactNode;
  ownerName: (owner: string) => string;
}

/** One account: what it is, its balance now and then, and every entry that touched it. */
export function Statement({ accountId, moment, subjectLink, ownerName }: StatementProps) {
  const now = useQuery(balanceQuery(accountId, { asOf: undefined, by: "recorded" }));
  const then = useQuery({ ...balanceQuery(accountId, moment), enabled: moment.asOf !== undefined });
  const words = accountWords(accountId);
  if (now.isPending) return <Loading label="Loading the account" lines={8} />;
  if (now.isError && !now.data) return <Failure error={now.error} what="this account" onRetry={() => void now.refetch()} />;
  return (
    <>
      <Panel label="Account">
        <Facts
          facts={[
            ["Meaning", words.meaning],
            ["Of", ownerName(words.owner)],
            ["Balance now", <strong key="now"><Amount money={now.data.balance} /></strong>],
            ["Debits and credits", `${formatMoney(now.data.debits)} and ${formatMoney(now.data.credits)}`],
            [moment.asOf ? `At the end of ${formatDate(moment.asOf)} (UTC)` : "", moment.asOf && then.data ? `${formatMoney(then.data.balance)}, by ${moment.by} date` : null],
            ["Grows on the", `${words.normal} side`],
            ["Account id", <CopyText key="id" text={accountId} what="the account id" />],
          ]}
        />
      </Panel>
      <StatementTable accountId={accountId} balanceNowMinor={now.data.balance.amount_minor} subjectLink={subjectLink} />
    </>
  );
}

function StatementTable({ accountId, balanceNowMinor, subjectLink }: { accountId: string; balanceNowMinor: number; subjectLink: StatementProps["subjectLink"] }) {
  const entries = useInfiniteQuery(entriesQuery({ account: accountId }));
  if (entries.isPending) return <Loading label="Loading the entries" lines={8} />;
  if (entries.isError && !entries.data) return <Failure error={entries.error} what="the entries" onRetry={() => void entries.refetch()} />;
  const lines = statementLines(entries.data.pages.flatMap((page) => page.data), accountId, balanceNowMinor);
  if (lines.length === 0) return <p>No entry has touched this account yet.</p>;
  const { currency } = accountWords(accountId);
  const money = (amount_minor: number) => (amount_minor === 0 ? "" : formatMoney({ amount_minor, currency }));
  const amount = (line: StatementLine, value: number) => (isOnlyHeld(line.entry) && value !== 0 ? <span className="quiet">({money(value)})</span> : money(value));
  return (
    <>
      <DataTable
        caption="Entries, newest first"
        columns={[
          { name: "Recorded", names: true, cell: ({ entry }) => formatDateTime(entry.recorded_at) },
          { name: "Effective", cell: ({ entry }) => formatDateTime(entry.effective_at) },
          { name: "What", cell: ({ entry }) => <>{kindWords(entry).title}<span className="small quiet"> {entry.description || entry.event}</span></> },
          { name: "About", cell: ({ entry }) => subjectLink(entry) },
          { name: "Debit", number: true, cell: (line) => amount(line, line.debitMinor) },
          { name: "Credit", number: true, cell: (line) => amount(line, line.creditMinor) },
          { name: "Balance after", number: true, cell: (line) => (line.balanceAfterMinor === null ? "" : formatMoney({ amount_minor: line.balanceAfterMinor, currency })) },
        ]}
        rows={lines}
        rowKey={({ entry }) => entry.id}
      />
      <p className="small quiet">Amounts in brackets were only set aside or let go; they do not count in the balance.</p>
      <MoreRows
        shown={lines.length}
        noun="line"
        hasMore={entries.hasNextPage}
        busy={entries.isFetchingNextPage}
        error={entries.isFetchNextPageError ? entries.error : null}
        onMore={() => void entries.fetchNextPage()}
      />
    </>
  );
}
