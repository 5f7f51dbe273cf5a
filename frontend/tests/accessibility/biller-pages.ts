import type { Page } from "@playwright/test";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { bill, page, payment, usd, water } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const BILLER = "/api/v1/billers/bil_water";
const broken = problem(500, "internal", "An unexpected fault.");

function staff(role: "biller_staff" | "biller_admin", ...more: string[]) {
  const permissions = ["public", "billers.read_settings", "bills.read", "bills.import", "payments.read", ...more];
  const user = { id: "usr_2", email: "staff@riverton.example", full_name: "Robin Hale", role, biller_id: "bil_water", biller_name: water.name };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

export const settings = {
  id: "bil_water", version: 3, time_zone: "America/Los_Angeles", slug: "riverton-water", name: water.name, category: "Water", currency: "USD",
  logo_text: "RW", statement_descriptor: "RIVERTON WATER", support: water.support,
  fees: [
    { method: "card", model: "percent", flat_minor: 0, basis_points: 200, minimum_minor: 100, maximum_minor: 995 },
    { method: "bank", model: "flat", flat_minor: 50, basis_points: 0, minimum_minor: 0, maximum_minor: null },
  ],
  cut_off: { local_time: "17:00", time_zone: "America/Los_Angeles", banking_days_to_deliver: { card: 1, bank: 2 }, holidays: "us_federal_reserve" },
  payment_rules: { partial: true, minimum_minor: 500, over_payment: true, maximum_minor: 50_000 },
  account_number: { pattern: "\\d{10}", label: "Account number", hint: "Ten digits.", example: "1002003001" },
  second_factor: { kind: "postal_code", label: "ZIP code", hint: "Of the address." },
  bill_files: { date_order: "mdy", decimal_mark: "." },
};

const file = (changes: Record<string, unknown> = {}) => ({
  id: "bfl_1", biller_id: "bil_water", file_name: "november-bills.csv", mode: "update", status: "done", rows_total: 1_240, bytes_total: 240_000, bytes_done: 240_000,
  rows_done: 1_240, created: 1_100, updated: 96, unchanged: 40, withdrawn: 0, protected: 1, rejected: 3, problem: null,
  problems_by_reason: { too_many_decimals: 2, account_number_format: 1 }, mapping: {}, uploaded_by: "usr_2", created_at: at(-20), finished_at: at(-19), ...changes,
});

const wrongRows = [
  { line: 12, field: "amount_due", code: "too_many_decimals", message: "USD has 2 decimal places.", value: "12.345", bill_number: "9001" },
  { line: 13, field: "amount_due", code: "too_many_decimals", message: "USD has 2 decimal places.", value: "7.001", bill_number: "9002" },
  { line: 40, field: "account_number", code: "account_number_format", message: "This does not look right. Ten digits.", value: "10020030", bill_number: "9003" },
];

const preview = {
  columns: ["Account No", "Bill No", "Amount", "Due", "ZIP", "A very long heading that nobody would want to read aloud"],
  sample: [["1002003001", "2026-0001", "100.00", "2026-12-04", "94110", "x"], ["1002003002", "2026-0002", "84.12", "2026-12-01", "94110", ""]],
  mapping: { account_number: "Account No", bill_number: "Bill No", amount_due: "Amount", second_factor: "ZIP" },
  missing: ["due_on"],
  fields: [
    { name: "account_number", label: "Account number", required: true, hint: "As printed on the bill." },
    { name: "bill_number", label: "Bill number", required: true, hint: "" },
    { name: "amount_due", label: "Amount due", required: true, hint: "Such as 102.50." },
    { name: "due_on", label: "Due date", required: true, hint: "" },
    { name: "second_factor", label: "Second check", required: true, hint: "" },
    { name: "message", label: "Message", required: false, hint: "" },
  ],
};

const account = (kind: string, owner: string) => `${kind}/${owner}/USD`;
export const entry = (id: string, kind: string, amount: number) => ({
  id, kind, event: "payment.succeeded", subject: "pay_1", description: "Payment succeeded", pending_id: null, corrects: null, effective_at: at(-5), recorded_at: at(-5), leaf_index: 40,
  postings: [
    { account: account("processor_receivable", "stripe"), side: "debit", amount: usd(amount + 150) },
    { account: account("biller_payable", "bil_water"), side: "credit", amount: usd(amount) },
    { account: account("fee_income", "platform"), side: "credit", amount: usd(150) },
  ],
});

export const story = {
  payment: payment("succeeded"),
  timeline: [
    { at: at(-6), kind: "state", title: "submitting", detail: "" },
    { at: at(-6), kind: "entry", title: "Money reserved in the ledger", detail: "payment.started, ent_1" },
    { at: at(-6), kind: "leaf", title: "Audit log entry 40", detail: "ledger.entry" },
    { at: at(-5), kind: "webhook", title: "payment_intent.succeeded", detail: "done" },
    { at: at(-5), kind: "state", title: "succeeded", detail: "" },
    { at: at(-5), kind: "mail", title: "Receipt by mail", detail: "new" },
  ],
  entries: [entry("ent_1", "pending", 10_000), entry("ent_2", "post_pending", 10_000)],
  leaves: [{ index: 40, type: "ledger.entry", at: at(-6), leaf: '{"at":"2026-11-23T10:00:00.000Z","event":"payment.started","subject":"pay_1","type":"ledger.entry","v":1}' }],
};

const payments = page([payment("succeeded"), payment("processing", { id: "pay_2" }), payment("failed", { id: "pay_3" }), payment("unknown", { id: "pay_4" })], "more");

export const asStaff: Answers = {
  "GET /api/v1/auth/session": staff("biller_staff"),
  [`GET ${BILLER}`]: { body: water },
  [`GET ${BILLER}/payments`]: { body: payments },
  [`GET ${BILLER}/bills`]: { body: page([bill(), bill({ id: "bill_2", bill_number: "2026-0002", status: "paid", overdue: false }), bill({ id: "bill_3", bill_number: "2026-0003", overdue: true })], "more") },
  [`GET ${BILLER}/bill-files`]: { body: page([file(), file({ id: "bfl_2", status: "failed", rejected: 0 }), file({ id: "bfl_3", mode: "replace", rejected: 0, withdrawn: 12 })]) },
  [`GET ${BILLER}/bill-files/bfl_1`]: { body: file() },
  [`GET ${BILLER}/bill-files/bfl_1/problems`]: { body: page(wrongRows) },
  [`GET ${BILLER}/settings`]: { body: settings },
  [`POST ${BILLER}/bill-files/preview`]: { body: preview },
  "GET /api/v1/bills/bill_1": { body: bill() },
  "GET /api/v1/payments/pay_1/story": { body: story },
};
const asAdmin: Answers = { ...asStaff, "GET /api/v1/auth/session": staff("biller_admin", "billers.manage") };
const keyId = "pk_01JD0000000000000000000000";
const apiKey = (changes: Record<string, unknown> = {}) => ({
  id: keyId, name: "Nightly bill upload", scope: ["bills.import", "bills.read"], state: "live", created_by: "usr_1", created_at: at(-60), expires_at: at(60 * 24 * 80), last_used_at: at(-4), ...changes,
});
const withKeys: Answers = {
  ...asAdmin,
  "GET /api/v1/auth/session": staff("biller_admin", "billers.manage", "api_keys.manage"),
  [`GET ${BILLER}/api-keys`]: { body: { data: [apiKey(), apiKey({ id: "pk_2", name: "Reports", state: "revoked", last_used_at: null }), apiKey({ id: "pk_3", name: "Old upload", state: "expired" })] } },
  [`POST ${BILLER}/api-keys`]: { status: 201, body: { key: `${keyId}_${"a1B2".repeat(10)}xyz`, details: apiKey() } },
};
const empty = { body: page([]) };

const press = (name: string) => (view: Page) => view.getByRole("button", { name }).click();

async function toColumns(view: Page) {
  await view.getByLabel("Bill file").setInputFiles({ name: "bills.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await press("Look at the columns")(view);
}

async function makeKey(view: Page) {
  await view.getByLabel("Name").fill("Nightly bill upload");
  await view.getByLabel("Send bill files").check();
  await view.getByRole("button", { name: "Make the key" }).click();
  await view.getByText("Copy the key now").waitFor();
}

async function saveTogether(view: Page) {
  await view.getByLabel("Smallest part payment").fill("7.50");
  await press("Save the settings")(view);
}

const oneFile = (name: string, shows: string, changes: Record<string, unknown>): PageCase => ({
  name: `biller-file-${name}`, path: "/biller/bill-files/bfl_1", shows, api: { ...asStaff, [`GET ${BILLER}/bill-files/bfl_1`]: { body: file(changes) } },
});

export const cases: PageCase[] = [
  { name: "biller-home", path: "/biller", shows: "Paid today", api: asStaff, act: (view) => view.getByText("The same as a table").click() },
  { name: "biller-home-empty", path: "/biller", shows: "No payments yet", api: { ...asStaff, [`GET ${BILLER}/payments`]: empty, [`GET ${BILLER}/bills`]: empty, [`GET ${BILLER}/bill-files`]: empty } },
  { name: "biller-home-broken", path: "/biller", shows: "We could not load the open bills", api: { ...asStaff, [`GET ${BILLER}/bills`]: problem(403, "not_permitted", "This needs the permission bills.read.") } },
  { name: "biller-payments", path: "/biller/payments?state=succeeded&from=2026-11-01", shows: "4 payments shown", api: asStaff },
  { name: "biller-payments-loading", path: "/biller/payments", shows: "Loading the payments", api: { ...asStaff, [`GET ${BILLER}/payments`]: "silence" } },
  { name: "biller-payments-none", path: "/biller/payments?q=nothing", shows: "No payment fits these filters", api: { ...asStaff, [`GET ${BILLER}/payments`]: empty } },
  { name: "biller-payments-broken", path: "/biller/payments", shows: "We could not load the payments", api: { ...asStaff, [`GET ${BILLER}/payments`]: broken } },
  { name: "biller-payment", path: "/biller/payments/pay_1", shows: "Money set aside was moved", api: asStaff },
  { name: "biller-payment-unverified", path: "/biller/payments/pay_1", shows: "Could not be verified", api: asStaff, act: press("Verify the proof of entry 40") },
  { name: "biller-payment-unknown", path: "/biller/payments/pay_9", shows: "We could not load this payment", api: { ...asStaff, "GET /api/v1/payments/pay_9/story": problem(404, "payment_not_found", "There is no such payment.") } },
  { name: "biller-bills", path: "/biller/bills?status=open", shows: "3 bills shown", api: asStaff },
  { name: "biller-bills-none", path: "/biller/bills", shows: "There are no bills yet", api: { ...asStaff, [`GET ${BILLER}/bills`]: empty } },
  { name: "biller-bill", path: "/biller/bills/bill_1", shows: "Payments against it", api: asStaff },
  { name: "biller-files", path: "/biller/bill-files", shows: "3 files shown", api: asStaff },
  { name: "biller-files-none", path: "/biller/bill-files", shows: "No file has been sent yet", api: { ...asStaff, [`GET ${BILLER}/bill-files`]: empty } },
  { name: "biller-new-file", path: "/biller/bill-files/new", shows: "Bills missing from the file will be withdrawn", api: asStaff, act: (view) => view.getByLabel("Replace all open bills").check() },
  { name: "biller-new-file-missing", path: "/biller/bill-files/new", shows: "Choose the bill file", api: asStaff, act: press("Look at the columns") },
  { name: "biller-new-file-columns", path: "/biller/bill-files/new", shows: "Columns of your file", api: asStaff, act: toColumns },
  {
    name: "biller-new-file-column-missing", path: "/biller/bill-files/new", shows: "Choose the column for “Due date”", api: asStaff,
    act: async (view) => {
      await toColumns(view);
      await press("Send the file")(view);
    },
  },
  {
    name: "biller-new-file-replace", path: "/biller/bill-files/new", shows: "Replace all open bills?", api: asStaff,
    act: async (view) => {
      await view.getByLabel("Replace all open bills").check();
      await toColumns(view);
      await view.getByLabel("Column for Due date").selectOption("Due");
      await press("Send and replace all open bills")(view);
    },
  },
  oneFile("done", "Rows that were not taken", {}),
  oneFile("good", "Every row was taken", { rejected: 0, problems_by_reason: {} }),
  oneFile("running", "25% read", { status: "running", rows_total: null, bytes_done: 60_000, rows_done: 310, finished_at: null, rejected: 0 }),
  oneFile("waiting", "Waiting for its turn", { status: "received", rows_total: null, bytes_done: 0, rows_done: 0, finished_at: null, rejected: 0 }),
  oneFile("failed", "This file could not be read", { status: "failed", problem: "The file is not text.", rejected: 0 }),
  { name: "biller-api-keys", path: "/biller/api-keys", shows: "Nightly bill upload", api: withKeys },
  { name: "biller-api-keys-none", path: "/biller/api-keys", shows: "There are no API keys yet", api: { ...withKeys, [`GET ${BILLER}/api-keys`]: { body: { data: [] } } }, act: (view) => view.getByRole("button", { name: "Make the key" }).click() },
  { name: "biller-api-keys-made", path: "/biller/api-keys", shows: "Make a key", api: withKeys, act: makeKey },
  { name: "biller-api-keys-revoke", path: "/biller/api-keys", shows: "Nightly bill upload", api: withKeys, act: (view) => view.getByRole("button", { name: "Revoke Nightly bill upload" }).click() },
  { name: "biller-api-keys-failed", path: "/biller/api-keys", shows: "Try again", api: { ...withKeys, [`GET ${BILLER}/api-keys`]: problem(503, "api_keys_unavailable", "We cannot answer just now.") } },
  { name: "biller-settings-read", path: "/biller/settings", shows: "You can read them", api: asStaff },
  { name: "biller-settings", path: "/biller/settings", shows: "A $100.00 bill by card costs the payer $102.00", api: asAdmin, act: (view) => view.getByLabel("Try a number").fill("100 200") },
  {
    name: "biller-settings-wrong", path: "/biller/settings", shows: "There is a problem", api: asAdmin,
    act: async (view) => {
      await view.getByLabel("Percent").fill("fifty");
      await view.getByLabel("Cut-off", { exact: true }).fill("5 pm");
      await press("Save the settings")(view);
    },
  },
  { name: "biller-settings-saved", path: "/biller/settings", shows: "Changed: Part and over-payments", api: { ...asAdmin, [`PATCH ${BILLER}`]: { body: { ...settings, version: 4 } } }, act: saveTogether },
  { name: "biller-settings-conflict", path: "/biller/settings", shows: "Someone else changed the settings", api: { ...asAdmin, [`PATCH ${BILLER}`]: problem(409, "biller_changed", "Someone else has changed this biller.") }, act: saveTogether },
  { name: "biller-no-biller", path: "/biller", shows: "You do not work for one biller", api: { ...asStaff, "GET /api/v1/auth/session": { body: { kind: "user", user: { id: "usr_9", email: "auditor@example.com", full_name: "Vera Kolb", role: "auditor", biller_id: null, biller_name: null }, guest: null, permissions: ["bills.read", "payments.read"], second_factor_missing: false } } } },
];
