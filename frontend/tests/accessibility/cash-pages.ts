import type { Page } from "@playwright/test";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { bill, page, payment, usd, water } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const BILLER = "/api/v1/billers/bil_water";

function person(role: string, permissions: string[], billerId: string | null) {
  const user = { id: "usr_2", email: "staff@riverton.example", full_name: "Robin Hale", role, biller_id: billerId, biller_name: billerId && water.name };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const taken = (changes: Record<string, unknown> = {}) => ({
  payment: payment("succeeded", { id: "pay_cash", method: { kind: "cash", brand: "cash", last4: null }, fee: usd(0), total: usd(10_000) }),
  location: "main-office", taken_at: at(-1), tendered: usd(12_000), change: usd(2_000), conductor_recorded: true, ...changes,
});
const line = (id: string, changes: Record<string, unknown> = {}) => ({
  payment_id: id, confirmation_number: "8F2KQ7", account_numbers: ["1002003001"], bill_numbers: ["2026-0001"], taken_at: at(-5), location: "main-office", taken_by: "Robin Hale",
  total: usd(10_000), tendered: usd(12_000), conductor_recorded: false, ...changes,
});
const day = { business_day: at(0).slice(0, 10), time_zone: "America/Los_Angeles", identify_from: usd(300_000), report_over: usd(1_000_000), counters: [{ location: "main-office", count: 2, total: usd(320_000) }, { location: "window-2", count: 1, total: usd(8_412) }] };
const settings = { id: "bil_water", version: 3, time_zone: "America/Los_Angeles", slug: "riverton-water", name: water.name, currency: "USD" };

const till: Answers = {
  "GET /api/v1/auth/session": person("biller_staff", ["public", "billers.read_settings", "bills.read", "bills.import", "payments.read", "cash.take"], "bil_water"),
  [`GET ${BILLER}/settings`]: { body: settings },
  [`GET ${BILLER}/bills`]: { body: page([bill()]) },
  "GET /api/v1/bills/bill_1": { body: bill({ id: "bill_1" }) },
  "GET /api/v1/bills/bill_big": { body: bill({ id: "bill_big", amount_due: usd(420_000), amount_open: usd(420_000) }) },
  "GET /api/v1/bills/bill_paid": { body: bill({ id: "bill_paid", status: "paid", amount_open: usd(0) }) },
  [`GET ${BILLER}/cash-day`]: { body: day },
  [`GET ${BILLER}/cash-payments`]: { body: page([line("pay_3", { conductor_recorded: true, total: usd(310_000) }), line("pay_2"), line("pay_1", { location: "window-2" })]) },
  "GET /api/v1/cash-payments/pay_cash": { body: taken() },
};
const idle: Answers = { ...till, [`GET ${BILLER}/cash-day`]: { body: { ...day, counters: [] } }, [`GET ${BILLER}/cash-payments`]: { body: page([]) } };

async function pay(view: Page, tendered: string) {
  await view.getByLabel("Cash handed over").fill(tendered);
  await view.getByLabel("Counter").fill("Main office");
  await view.getByRole("button", { name: /^Take/ }).click();
}
async function sendFile(view: Page) {
  await view.getByRole("textbox", { name: "Partner" }).fill("quickmart");
  await view.getByLabel("File", { exact: true }).setInputFiles({ name: "cash.csv", mimeType: "text/csv", buffer: Buffer.from("reference\nq-1\n") });
  await view.getByRole("button", { name: "Send the file" }).click();
}
const row = (of: number, outcome: string, words = "") => ({ line: of, reference: `Q-2026-00${of}`, outcome, payment_id: outcome === "refused" ? null : "pay_01JD0000000000000000000000", code: words ? "cash_row_wrong" : null, words });
const operations: Answers = { "GET /api/v1/auth/session": person("admin", ["payments.read", "ledger.read", "audit.read", "billers.create", "cash.take", "cash.load_files"], null) };
const asked = problem(422, "conductor_missing", "Record who pays, with a document.", { errors: [{ field: "conductor", message: "Say who pays, with a document." }] });

export const cases: PageCase[] = [
  { name: "till", path: "/biller/till", shows: "3 payments shown", api: till },
  { name: "till-found", path: "/biller/till?q=1002003001", shows: "1 bill shown", api: till },
  { name: "till-none", path: "/biller/till?counter=window-9&day=2026-11-02", shows: "took no cash", api: idle },
  { name: "till-loading", path: "/biller/till", shows: "Loading what was taken", api: { ...till, [`GET ${BILLER}/cash-day`]: "silence" } },
  { name: "till-failed", path: "/biller/till", shows: "Try again", api: { ...till, [`GET ${BILLER}/cash-payments`]: problem(503, "storage_unavailable", "We cannot reach it.") } },
  { name: "till-take", path: "/biller/till/bill_1", shows: "Give back", api: till, act: (view) => view.getByLabel("Cash handed over").fill("120") },
  { name: "till-take-asks", path: "/biller/till/bill_big", shows: "Whose money it is", api: till, act: (view) => view.getByLabel("They pay with somebody else’s money").check() },
  { name: "till-take-wrong", path: "/biller/till/bill_big", shows: "There is a problem", api: till, act: (view) => pay(view, "100") },
  { name: "till-take-asked-by-law", path: "/biller/till/bill_1", shows: "Ask who pays", api: { ...till, "POST /api/v1/cash-payments": asked }, act: (view) => pay(view, "1,000") },
  { name: "till-take-refused", path: "/biller/till/bill_1", shows: "give the cash back", api: { ...till, "POST /api/v1/cash-payments": problem(409, "cash_not_taken", "This cannot be taken in cash. Please give the cash back; nothing was recorded.") }, act: (view) => pay(view, "1,000") },
  { name: "till-take-paid", path: "/biller/till/bill_paid", shows: "Nothing is open", api: till },
  { name: "till-receipt", path: "/biller/till/receipts/pay_cash", shows: "Receipt for cash", api: till },
  { name: "till-receipt-none", path: "/biller/till/receipts/pay_none", shows: "There is no such receipt", api: { ...till, "GET /api/v1/cash-payments/pay_none": problem(404, "cash_payment_not_found", "There is no such payment.") } },
  { name: "cash-file", path: "/operations/cash-files", shows: "Which columns it has", api: operations, act: (view) => view.getByText("Which columns it has").click() },
  { name: "cash-file-missing", path: "/operations/cash-files", shows: "There is a problem", api: operations, act: (view) => view.getByRole("button", { name: "Send the file" }).click() },
  { name: "cash-file-refused-rows", path: "/operations/cash-files", shows: "1 taken, 1 taken before, 2 refused", act: sendFile, api: { ...operations, "POST /api/v1/cash-files": { body: { total: 4, next_after: null, rows: [row(2, "loaded"), row(3, "loaded_before"), row(4, "refused", "`amount` is a number such as 102.50."), row(5, "refused", "There is no such bill, or it is not yours.")] } } } },
  { name: "cash-file-all-in", path: "/operations/cash-files", shows: "Every row is in", act: sendFile, api: { ...operations, "POST /api/v1/cash-files": { body: { total: 1, next_after: null, rows: [row(2, "loaded")] } } } },
  { name: "cash-file-not-read", path: "/operations/cash-files", shows: "lacks the columns", act: sendFile, api: { ...operations, "POST /api/v1/cash-files": problem(400, "cash_file_not_readable", "The file lacks the columns taken_at, biller.") } },
];
