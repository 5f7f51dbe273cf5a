import { formatMoney, sumMoney } from "@/lib/money";
import { CopyText } from "./copy-text";
import { accountWords, kindWords, type LedgerEntry } from "./ledger-entry";
import { When } from "./when";
import "./data-table.css";
import "./ledger-entry-table.css";

/**
 * One journal entry as a small two-sided table, account names in words, both sides summed. Of a payment to several billers each
 * is shown its own lines only; then the sides cannot agree and are not summed.
 */
export function LedgerEntryTable({ entry }: { entry: LedgerEntry }) {
  const currency = entry.postings[0]?.amount.currency ?? "USD";
  const total = (side: "debit" | "credit") => {
    const amounts = entry.postings.filter((posting) => posting.side === side && posting.amount.currency === currency).map((posting) => posting.amount);
    return sumMoney(amounts, currency);
  };
  const debits = total("debit");
  const credits = total("credit");
  const isWhole = entry.postings.length > 0 && debits.amount_minor === credits.amount_minor;
  const words = kindWords(entry);
  // A payment to several billers has one such account each; then the owner tells them apart.
  const names = entry.postings.map((posting) => `${accountWords(posting.account).name} ${posting.side}`);
  return (
    <article className="entry stack-tight">
      <h3>{words.title}</h3>
      <p className="small quiet">
        {entry.description ? `${entry.description}. ` : ""}
        {words.meaning} Recorded <When at={entry.recorded_at} />.
      </p>
      {entry.postings.length === 0 ? null : (
        <table className="entry-table">
          <caption className="visually-hidden">
            {words.title}, <When at={entry.recorded_at} />
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
              const isOneOfSeveral = names.filter((name) => name === `${account.name} ${posting.side}`).length > 1;
              return (
                <tr key={`${posting.account} ${posting.side}`}>
                  <th scope="row">
                    {account.name}
                    {isOneOfSeveral ? <code> {account.owner}</code> : null}
                    <span className="small quiet"> {account.meaning}</span>
                  </th>
                  <td className="number">{posting.side === "debit" ? formatMoney(posting.amount) : ""}</td>
                  <td className="number">{posting.side === "credit" ? formatMoney(posting.amount) : ""}</td>
                </tr>
              );
            })}
          </tbody>
          {isWhole ? (
            <tfoot>
              <tr>
                <th scope="row">Both sides</th>
                <td className="number">{formatMoney(debits)}</td>
                <td className="number">{formatMoney(credits)}</td>
              </tr>
            </tfoot>
          ) : null}
        </table>
      )}
      {isWhole ? null : <p className="small">The other lines of this entry belong to others in the same payment.</p>}
      <p className="small quiet">
        <CopyText text={entry.id} what="the entry id" />
        {entry.corrects ? ` Corrects ${entry.corrects}.` : ""}
      </p>
    </article>
  );
}
