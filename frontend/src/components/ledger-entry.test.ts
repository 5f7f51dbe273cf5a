import { describe, expect, it } from "vitest";
import { accountWords, effectOnBalance, type LedgerEntry } from "./ledger-entry";

const payable = "biller_payable/blr_1/USD";
const receivable = "processor_receivable/platform/USD";

function entry(kind: LedgerEntry["kind"]): LedgerEntry {
  return {
    id: "ent_1", kind, event: "payment.succeeded", subject: "pay_1", description: "", pending_id: null, corrects: null,
    effective_at: "2026-11-23T10:00:00.000Z", recorded_at: "2026-11-23T10:00:00.000Z", leaf_index: 1,
    postings: [
      { account: receivable, side: "debit", amount: { amount_minor: 10_000, currency: "USD" } },
      { account: payable, side: "credit", amount: { amount_minor: 10_000, currency: "USD" } },
    ],
  };
}

describe("what an entry does to a balance", () => {
  it("raises an account on its normal side", () => {
    expect(effectOnBalance(entry("posted"), receivable)).toBe(10_000);
    expect(effectOnBalance(entry("post_pending"), payable)).toBe(10_000);
  });

  it("lowers it on the other side", () => {
    const refund = entry("posted");
    refund.postings = refund.postings.map((posting) => ({ ...posting, side: posting.side === "debit" ? "credit" : "debit" }));
    expect(effectOnBalance(refund, payable)).toBe(-10_000);
  });

  it("is nothing for money that is only set aside or let go", () => {
    expect(effectOnBalance(entry("pending"), payable)).toBe(0);
    expect(effectOnBalance(entry("void_pending"), payable)).toBe(0);
  });
});

describe("account names", () => {
  it("are explained, with owner and currency", () => {
    expect(accountWords(payable)).toMatchObject({ name: "Owed to the biller", owner: "blr_1", currency: "USD", normal: "credit" });
  });

  it("stay readable for an account this page does not know", () => {
    expect(accountWords("tax_reserve/x/USD").name).toBe("tax reserve");
  });
});
