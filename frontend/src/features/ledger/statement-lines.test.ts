import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "@/components/ledger-entry";
import { statementLines } from "./statement-lines";

const payable = "biller_payable/blr_1/USD";
const bank = "bank/platform/USD";

function entry(id: string, kind: LedgerEntry["kind"], debit: string, credit: string, amount_minor: number): LedgerEntry {
  const amount = { amount_minor, currency: "USD" };
  return {
    id, kind, event: "", subject: "", description: "", pending_id: null, corrects: null, effective_at: "", recorded_at: "", leaf_index: 0,
    postings: [{ account: debit, side: "debit", amount }, { account: credit, side: "credit", amount }],
  };
}

describe("an account's statement", () => {
  // Newest first: 100 came in, was set aside before that, and 40 went out at the end.
  const entries = [
    entry("e3", "posted", payable, bank, 4_000),
    entry("e2", "post_pending", "processor_receivable/platform/USD", payable, 10_000),
    entry("e1", "pending", "processor_receivable/platform/USD", payable, 10_000),
  ];

  it("counts the balance back from the present one", () => {
    expect(statementLines(entries, payable, 6_000).map((line) => line.balanceAfterMinor)).toEqual([6_000, 10_000, 0]);
  });

  it("puts each amount on its side", () => {
    expect(statementLines(entries, payable, 6_000).map((line) => [line.debitMinor, line.creditMinor])).toEqual([[4_000, 0], [0, 10_000], [0, 10_000]]);
  });

  it("claims no balance when the present one is not known", () => {
    expect(statementLines(entries, payable, null).map((line) => line.balanceAfterMinor)).toEqual([null, null, null]);
  });
});
