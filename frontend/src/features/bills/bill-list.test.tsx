import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Bill } from "@/api/types";
import { BillList } from "./bill-list";

const now = new Date(2026, 10, 23);
const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });

function bill(id: string, changes: Partial<Bill>): Bill {
  return {
    id, biller_id: "blr_1", biller_name: "Water", account_number: "1", account_name: null, bill_number: id, currency: "USD",
    amount_due: usd(1_000), amount_paid: usd(0), amount_open: usd(1_000), issued_on: null, due_on: "2026-12-01", status: "open", overdue: false,
    live_payment_id: null, charges: [], service_address: null, period_start: null, period_end: null, message: null, ...changes,
  };
}

async function show(...bills: Bill[]) {
  vi.stubGlobal("scrollTo", () => {});
  const root = createRootRoute({ component: () => <BillList bills={bills} now={now} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ["/"] }) });
  render(<RouterProvider router={router as never} />);
  await screen.findAllByRole("heading");
}

const payLink = () => screen.queryByRole("link", { name: /^Pay / });

describe("BillList", () => {
  it("chooses what is due within a month and leaves later bills to the payer", async () => {
    await show(bill("a", {}), bill("b", { overdue: true, due_on: "2026-10-01" }), bill("c", { due_on: "2027-06-01" }));
    expect(payLink()?.textContent).toBe("Pay 2 bills, $20.00");
    await userEvent.click(screen.getByRole("checkbox", { name: "Choose Water, c" }));
    expect(payLink()?.textContent).toBe("Pay 3 bills, $30.00");
    await userEvent.click(screen.getByRole("checkbox", { name: "Choose Water, a" }));
    expect(payLink()?.getAttribute("href")).toBe("/pay?bills=b%2Cc");
  });

  it("counts what is open, not what was due, and never offers a bill with a live payment", async () => {
    await show(bill("a", { status: "part_paid", amount_paid: usd(400), amount_open: usd(600) }), bill("b", { live_payment_id: "pay_1" }));
    expect(payLink()?.textContent).toBe("Pay $6.00");
    expect(screen.queryAllByRole("checkbox")).toHaveLength(0);
  });

  it("does not add up two currencies", async () => {
    await show(bill("a", {}), bill("b", { currency: "EUR", amount_due: { amount_minor: 100, currency: "EUR" }, amount_paid: { amount_minor: 0, currency: "EUR" }, amount_open: { amount_minor: 100, currency: "EUR" } }));
    expect(payLink()).toBeNull();
    expect(screen.getByText(/different currencies/)).toBeTruthy();
  });

  it("says so when there is nothing to pay", async () => {
    await show(bill("a", { status: "paid", amount_open: usd(0) }));
    expect(screen.getByText("Nothing to pay")).toBeTruthy();
  });
});
