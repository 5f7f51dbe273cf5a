import { effectOnBalance, type LedgerEntry } from "@/components/ledger-entry";

export interface StatementLine {
  entry: LedgerEntry;
  debitMinor: number;
  creditMinor: number;
  /** The posted balance on the normal side once this entry was in it; null where it cannot be known. */
  balanceAfterMinor: number | null;
}

/**
 * An account's entries, newest first, each with the balance after it. Counted back from the present balance, so it needs every
 * entry from the newest on; amounts only set aside change nothing.
 */
export function statementLines(entries: readonly LedgerEntry[], account: string, balanceNowMinor: number | null): StatementLine[] {
  let balance = balanceNowMinor;
  return entries.map((entry) => {
    const sum = (side: "debit" | "credit") =>
      entry.postings.reduce((total, posting) => (posting.account === account && posting.side === side ? total + posting.amount.amount_minor : total), 0);
    const line: StatementLine = { entry, debitMinor: sum("debit"), creditMinor: sum("credit"), balanceAfterMinor: balance };
    if (balance !== null) balance -= effectOnBalance(entry, account);
    return line;
  });
}
