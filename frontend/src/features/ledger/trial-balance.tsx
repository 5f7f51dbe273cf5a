import { useQuery } from "@tanstack/react-query";
import { Amount } from "@/components/amount";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { formatMoney, sumMoney } from "@/lib/money";
import { trialBalanceQuery, type TrialBalanceRow } from "./api";

const classWords: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  asset: ["Assets", "what we have and are owed"],
  liability: ["Liabilities", "what we owe"],
  income: ["Income", "what we earned"],
  expense: ["Expenses", "what it cost us"],
};

/** Debits against credits by class, one table a currency, with the sum that has to agree. */
export function TrialBalanceTables() {
  const balance = useQuery(trialBalanceQuery);
  if (balance.isPending) return <Loading label="Adding up the ledger" lines={6} />;
  if (balance.isError && !balance.data) return <Failure error={balance.error} what="the trial balance" onRetry={() => void balance.refetch()} />;
  const { rows, balanced, imbalance } = balance.data;
  const currencies = [...new Set(rows.map((row) => row.currency))];
  if (currencies.length === 0) return <p>The ledger has no entries yet.</p>;
  return (
    <>
      {balanced ? (
        <Notice tone="good" title="Debits and credits are equal">
          <p>In every currency, as in every single entry.</p>
        </Notice>
      ) : (
        <Notice tone="bad" title="Debits and credits differ" live>
          <p>{imbalance.filter((money) => money.amount_minor !== 0).map((money) => formatMoney(money)).join(", ")} cannot be explained. Call on-call: no entry can do this.</p>
        </Notice>
      )}
      {currencies.map((currency) => (
        <CurrencyTable key={currency} currency={currency} rows={rows.filter((row) => row.currency === currency)} />
      ))}
    </>
  );
}

const SUMS = ["debits_posted", "credits_posted", "debits_pending", "credits_pending"] as const;
const sumNames = { debits_posted: "Debits", credits_posted: "Credits", debits_pending: "Set aside, debits", credits_pending: "Set aside, credits" } as const;

function CurrencyTable({ currency, rows }: { currency: string; rows: TrialBalanceRow[] }) {
  return (
    <DataTable
      caption={currency}
      columns={[
        { name: "Class", names: true, cell: (row) => <ClassName name={row.account_class} /> },
        ...SUMS.map((sum) => ({ name: sumNames[sum], number: true, cell: (row: TrialBalanceRow) => <Amount money={row[sum]} /> })),
      ]}
      rows={rows}
      rowKey={(row) => row.account_class}
      foot={
        <tr role="row">
          <th role="rowheader" scope="row" data-name="">
            Sum
          </th>
          {SUMS.map((sum) => (
            <td key={sum} role="cell" className="number" data-name={sumNames[sum]}>
              <Amount money={sumMoney(rows.map((row) => row[sum]), currency)} />
            </td>
          ))}
        </tr>
      }
    />
  );
}

function ClassName({ name }: { name: string }) {
  const [word, meaning] = classWords[name] ?? [name, ""];
  return (
    <>
      {word} <span className="small quiet">{meaning}</span>
    </>
  );
}
