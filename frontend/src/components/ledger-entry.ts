import type { components } from "@/api/schema";

/** A journal entry as the API writes it. Its postings sum to zero, or it could not exist. */
export type LedgerEntry = components["schemas"]["StoryOut"]["entries"][number];

export type NormalSide = "debit" | "credit";

interface AccountWords {
  name: string;
  meaning: string;
  normal: NormalSide;
}

/** The chart of accounts in words. `normal` is the side on which its balance grows. */
const chart: Readonly<Record<string, AccountWords>> = {
  processor_receivable: { name: "Owed by the card processor", meaning: "Payers' money the processor has taken in and has not paid out to us yet.", normal: "debit" },
  bank: { name: "Our bank account", meaning: "Money at our bank.", normal: "debit" },
  cash_at_counters: { name: "Cash at counters", meaning: "Cash taken at a counter and not yet brought to the bank.", normal: "debit" },
  biller_receivable: { name: "Owed by the biller", meaning: "What the biller owes us, for example after a refund of money it already has.", normal: "debit" },
  disputes_held: { name: "Held for disputes", meaning: "Money the processor keeps back until a dispute is decided.", normal: "debit" },
  biller_payable: { name: "Owed to the biller", meaning: "Paid by payers, not yet sent to the biller.", normal: "credit" },
  customer_credit: { name: "Payers' credit", meaning: "Paid by payers beyond what their bills ask for.", normal: "credit" },
  fee_income: { name: "Service fees earned", meaning: "Fees that payers paid on top of their bills.", normal: "credit" },
  processor_fees: { name: "Processor's fees", meaning: "What the card processor charges us.", normal: "debit" },
  dispute_fees: { name: "Dispute fees", meaning: "What the processor charges for disputes.", normal: "debit" },
};

/** "biller_payable/bil_1/USD" in words; an account this page does not know keeps its own name. */
export function accountWords(id: string): AccountWords & { owner: string; currency: string } {
  const [kind = "", owner = "", currency = ""] = id.split("/");
  const words = chart[kind] ?? { name: kind.replaceAll("_", " "), meaning: "", normal: "debit" as const };
  return { ...words, owner, currency };
}

interface KindWords {
  title: string;
  meaning: string;
}

const kinds: Readonly<Record<string, KindWords>> = {
  posted: { title: "Money moved", meaning: "Counts in the balances." },
  pending: { title: "Money set aside", meaning: "Held for this payment; not moved yet." },
  post_pending: { title: "Money set aside was moved", meaning: "The held amounts now count in the balances." },
  void_pending: { title: "Money set aside was let go", meaning: "The held amounts were released; nothing moved." },
};

export const kindWords = (entry: LedgerEntry): KindWords => kinds[entry.kind] ?? { title: entry.kind.replaceAll("_", " "), meaning: "" };

/** True for amounts that were only held or let go, so that they count in no balance. */
export const isOnlyHeld = (entry: LedgerEntry) => entry.kind === "pending" || entry.kind === "void_pending";

/** What an entry does to an account's posted balance, in minor units on the account's normal side. */
export function effectOnBalance(entry: LedgerEntry, account: string): number {
  if (isOnlyHeld(entry)) return 0;
  const { normal } = accountWords(account);
  let effect = 0;
  for (const posting of entry.postings) {
    if (posting.account === account) effect += posting.side === normal ? posting.amount.amount_minor : -posting.amount.amount_minor;
  }
  return effect;
}
