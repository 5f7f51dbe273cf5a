import { formatDateTime } from "@/lib/dates";
import { formatMoney, sumMoney } from "@/lib/money";
import { CopyText } from "./copy-text";
import { accountWords, kindWords, type LedgerEntry } from "./ledger-entry";
import "./data-table.css";
import "./ledger-entry-table.css";

/** One journal entry as a small two-sided table, account names in words, both sides summed. */
export function LedgerEntryTable({ entry }: { entry: LedgerEntry }) {
  const currency = entry.postings[0]?.amount.currency ?? "USD";
  const total = (side: "debit" | "credit") => {
    const amounts = entry.postings.filter((posting) => posting.side === side && posting.amount.currency === currency).map((posting) => posting.amount);
    return formatMoney(sumMoney(amounts, currency));
  };
  const words = kindWords(entry);
  return (
    <article className="entry stack-tight">
      <h3>{words.title}</h3>
      <p className="small quiet">
        {entry.description ? `${entry.description}. ` : ""}
        {words.meaning} Recorded {formatDateTime(entry.recorded_at)}.
      </p>
      <table className="entry-table">
        <caption className="visually-hidden">
          {words.title}, {formatDateTime(entry.recorded_at)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" className="number">Debit</th>
            <th scope="col" className="number">Credit</th>
          </tr>
        </thead>
        <tbody>
          {entry.postings.map((posting) => {
            const account = accountWords(posting.account);
            return (
              <tr key={`${posting.account} ${posting.side}`}>
                <th scope="row">
                  {account.name}
                  <span className="small quiet"> {account.meaning}</span>
                </th>
                <td className="number">{posting.side === "debit" ? formatMoney(posting.amount) : ""}</td>
                <td className="number">{posting.side === "credit" ? formatMoney(posting.amount) : ""}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Both sides</th>
            <td className="number">{total("debit")}</td>
            <td className="number">{total("credit")}</td>
          </tr>
        </tfoot>
      </table>
      <p className="small quiet">
        <CopyText text={entry.id} what="the entry id" />
        {entry.corrects ? ` Corrects ${entry.corrects}.` : ""}
      </p>
    </article>
  );
}
