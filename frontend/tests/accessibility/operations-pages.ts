import { settings, story, entry } from "./biller-pages";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { energy, page, payment, tax, usd, water } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const all = ["billers.create", "billers.manage", "billers.read_settings", "bills.read", "payments.read", "ledger.read", "audit.read", "permissions.read", "users.read", "users.manage", "approvals.read", "approvals.decide", "api_keys.read_all"];

function person(role: string, permissions: string[]) {
  const user = { id: "usr_7", email: "admin@example.com", full_name: "Alex Moreau", role, biller_id: null, biller_name: null };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const payable = "biller_payable/bil_water/USD";
const ledgerAccount = (id: string, account_class: string, posted: number) => ({
  id, account_class, currency: "USD", posted: usd(posted), available: usd(posted), debits_posted: usd(0), credits_posted: usd(posted), debits_pending: usd(0), credits_pending: usd(0),
});
const balance = { account_id: payable, balance: usd(20_000), debits: usd(0), credits: usd(20_000), as_of: null, by: "effective" };
const sums = (account_class: string, debit: number, credit: number) => ({
  currency: "USD", account_class, debits_posted: usd(debit), credits_posted: usd(credit), debits_pending: usd(0), credits_pending: usd(0),
});
const trialBalance = { rows: [sums("asset", 20_300, 0), sums("liability", 0, 20_000), sums("income", 0, 300)], imbalance: [usd(0)], balanced: true };
const auditEntry = (index: number) => ({ index, type: "user.signed_in", subject: "usr_7", at: at(-index), leaf: { actor: "usr_7", type: "user.signed_in", v: 1 } });

const operation = { operation_id: "createBiller", method: "POST", path: "/api/v1/billers", summary: "Add a biller" };
const roleRow = (role: string, permissions: string[], own_biller_only = false) => ({ role, own_biller_only, permissions });
const matrix = {
  roles: [roleRow("payer", ["payments.make"]), roleRow("biller_staff", [], true), roleRow("biller_admin", [], true), roleRow("admin", ["billers.create"])],
  permissions: [
    { permission: "payments.make", meaning: "Get a price, pay, and cancel one's own payment.", roles: ["payer"], operations: [] },
    { permission: "billers.create", meaning: "Add a biller.", roles: ["admin"], operations: [operation] },
  ],
};

const asAdmin: Answers = {
  "GET /api/v1/auth/session": person("admin", all),
  "GET /api/v1/billers": { body: page([water, energy, tax]) },
  "GET /api/v1/billers/bil_water": { body: water },
  "GET /api/v1/billers/bil_water/settings": { body: settings },
  "GET /api/v1/billers/bil_water/payments": { body: page([payment("succeeded"), payment("held", { id: "pay_2" })]) },
  "GET /api/v1/payments/pay_1/story": { body: story },
  "GET /api/v1/ledger/accounts": { body: page([ledgerAccount(payable, "liability", 20_000), ledgerAccount("fee_income/platform/USD", "income", 300)]) },
  // The account's own slashes are written as %2F, and matched as they are sent.
  "GET /api/v1/ledger/accounts/biller_payable%2Fbil_water%2FUSD/balance": { body: balance },
  "GET /api/v1/ledger/accounts/fee_income%2Fplatform%2FUSD/balance": problem(404, "account_not_found", "There is no such account."),
  "GET /api/v1/ledger/entries": { body: page([entry("ent_2", "post_pending", 10_000), entry("ent_1", "pending", 10_000)]) },
  "GET /api/v1/ledger/trial-balance": { body: trialBalance },
  "GET /api/v1/permissions": { body: matrix },
  "GET /api/v1/audit/entries": { body: page([auditEntry(3), auditEntry(2)], "more") },
  "GET /api/v1/audit/watches": { body: { data: [{ name: "monitor", at: at(-3), size: 3, problems: [] }, { name: "witness paymentus.example/witness", at: at(-3), size: 3, problems: [] }] } },
  "GET /api/v1/audit/log/checkpoint": { type: "text/plain", text: "paymentus.example/audit/shard-0\n3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n— nobody AAAAAAA=\n" },
};
const person7 = { id: "usr_9", email: "sam@example.com", full_name: "Sam Carter", role: "biller_staff", biller_id: "bil_water", biller_name: water.name, status: "active", created_at: at(-90_000) };
const proposal = (id: string, proposer: string, state = "open") => ({
  id, kind: "role_grant", state, words: "Give usr_9 the role auditor instead of payer. All their sessions end.",
  about: { id: "usr_9", name: "Sam Carter" }, reason: "Yearly audit of the books", content_hash: "0".repeat(64),
  proposed_by: { id: proposer, name: proposer === "usr_7" ? "Alex Moreau" : "Jo Sandoval" }, proposed_at: at(-60), expires_at: at(4_000),
  decided_by: state === "open" ? null : { id: "usr_7", name: "Alex Moreau" }, decided_at: state === "open" ? null : at(-5), decision_reason: state === "rejected" ? "Not agreed" : null,
});
const securityEvent = (index: number, type: string, kind: string) => ({ index, type, kind, subject: "usr_9", actor: index % 2 ? "usr_9" : "anonymous", at: at(-index), data: { by: "password" } });
const key = (id: string, state: string) => ({ id, name: "Nightly bill upload", scope: ["bills.import"], state, created_by: "usr_7", created_at: at(-900), expires_at: at(9_000), last_used_at: state === "live" ? at(-3) : null, biller_id: "bil_water", biller_name: water.name });
const administration: Answers = {
  ...asAdmin,
  "GET /api/v1/users": { body: page([person7, { ...person7, id: "usr_10", full_name: "Gone Person", email: "gone@example.com", status: "disabled", role: "payer", biller_id: null, biller_name: null }]) },
  "GET /api/v1/users/usr_9": { body: person7 },
  "GET /api/v1/audit/security-events": { body: page([securityEvent(5, "user.signed_in", "sign_in"), securityEvent(4, "user.sign_in_refused", "refusal")]) },
  "GET /api/v1/approvals": { body: page([proposal("apr_2", "usr_8"), proposal("apr_1", "usr_7")]) },
  "GET /api/v1/api-keys": { body: page([key("pk_2", "live"), key("pk_1", "expired")]) },
};
const empty = { body: page([]) };

export const cases: PageCase[] = [
  { name: "operations-overview", path: "/operations", shows: "Debits and credits are equal", api: asAdmin },
  { name: "operations-overview-empty", path: "/operations", shows: "nothing has been recorded yet", api: { ...asAdmin, "GET /api/v1/ledger/trial-balance": { body: { rows: [], imbalance: [], balanced: true } }, "GET /api/v1/audit/log/checkpoint": problem(404, "log_is_empty", "Nothing has been recorded yet.") } },
  { name: "operations-overview-treasury", path: "/operations", shows: "Balances", api: { ...asAdmin, "GET /api/v1/auth/session": person("treasury", ["ledger.read"]), "GET /api/v1/ledger/trial-balance": { body: { ...trialBalance, imbalance: [usd(1)], balanced: false } } } },
  { name: "operations-billers", path: "/operations/billers", shows: "3 billers shown", api: asAdmin },
  { name: "operations-billers-none", path: "/operations/billers?q=zzz", shows: "No biller has", api: { ...asAdmin, "GET /api/v1/billers": empty } },
  { name: "operations-new-biller", path: "/operations/billers/new", shows: "Write the name", api: asAdmin, act: (view) => view.getByRole("button", { name: "Add the biller" }).click() },
  { name: "operations-biller", path: "/operations/billers/bil_water", shows: "What it is owed", api: asAdmin },
  { name: "operations-biller-auditor", path: "/operations/billers/bil_water", shows: "On card statements", api: { ...asAdmin, "GET /api/v1/auth/session": person("auditor", all.filter((name) => !["billers.manage", "billers.create"].includes(name))) } },
  { name: "operations-payments", path: "/operations/payments?biller=bil_water", shows: "2 payments shown", api: asAdmin },
  { name: "operations-payments-choose", path: "/operations/payments", shows: "Choose a biller", api: asAdmin },
  { name: "operations-payment", path: "/operations/payments/pay_1", shows: "What the audit log holds", api: asAdmin },
  { name: "operations-ledger", path: "/operations/ledger", shows: "2 accounts shown", api: asAdmin },
  { name: "operations-ledger-then", path: "/operations/ledger?asOf=2026-11-20&by=recorded", shows: "not open yet", api: asAdmin },
  { name: "operations-ledger-empty", path: "/operations/ledger", shows: "The ledger has no accounts yet", api: { ...asAdmin, "GET /api/v1/ledger/accounts": empty } },
  { name: "operations-account", path: "/operations/ledger/account?id=biller_payable%2Fbil_water%2FUSD", shows: "Entries, newest first", api: asAdmin },
  { name: "operations-account-none", path: "/operations/ledger/account", shows: "The address names no account", api: asAdmin },
  { name: "operations-trial-balance", path: "/operations/ledger/trial-balance", shows: "Debits and credits are equal", api: asAdmin },
  { name: "operations-audit", path: "/operations/audit", shows: "2 lines shown", api: asAdmin },
  { name: "operations-audit-alarm", path: "/operations/audit", shows: "Log and ledger do not agree", api: { ...asAdmin, "GET /api/v1/audit/watches": { body: { data: [{ name: "monitor", at: at(-3), size: 3, problems: ["account biller:bil_1:payable: 100 posted, its entries make 200", "entry je_1: the audit log has no leaf for it"] }] } } } },
  { name: "operations-audit-unwatched", path: "/operations/audit", shows: "Nobody has reported yet", api: { ...asAdmin, "GET /api/v1/audit/watches": { body: { data: [] } } } },
  { name: "operations-audit-none", path: "/operations/audit?subject=pay_9", shows: "The log has no entry about pay_9", api: { ...asAdmin, "GET /api/v1/audit/entries": empty } },
  { name: "operations-verify", path: "/operations/audit/verify?index=2", shows: "Did the log only grow?", api: asAdmin, act: (view) => view.getByRole("button", { name: "Check in this browser" }).last().click() },
  { name: "operations-permissions", path: "/operations/permissions", shows: "for their own biller only", api: asAdmin, act: (view) => view.getByText("1 operation of the API").click() },
  { name: "operations-permissions-failed", path: "/operations/permissions", shows: "Try again", api: { ...asAdmin, "GET /api/v1/permissions": problem(503, "users_unavailable", "We cannot answer just now.") } },
  { name: "operations-users", path: "/operations/users", shows: "2 lines shown", api: administration },
  { name: "operations-users-none", path: "/operations/users?email=nobody%40example.com", shows: "Nobody signs in with exactly this address", api: { ...administration, "GET /api/v1/users": empty } },
  { name: "operations-user", path: "/operations/users/usr_9", shows: "2 events shown", api: administration, act: (view) => view.getByText("Propose another role").click() },
  { name: "operations-user-none", path: "/operations/users/usr_none", shows: "There is no such person", api: { ...administration, "GET /api/v1/users/usr_none": problem(404, "user_not_found", "There is no such person.") } },
  { name: "operations-approvals", path: "/operations/approvals", shows: "You proposed this", api: administration, act: (view) => view.getByRole("button", { name: "Reject", exact: true }).click() },
  { name: "operations-approvals-none", path: "/operations/approvals", shows: "Nothing waits for a second person", api: { ...administration, "GET /api/v1/approvals": empty } },
  { name: "operations-api-keys", path: "/operations/api-keys", shows: "2 keys shown", api: administration },
  { name: "operations-security", path: "/operations/security", shows: "2 events shown", api: administration },
  { name: "operations-security-none", path: "/operations/security?kind=refusal", shows: "There is no such security event", api: { ...administration, "GET /api/v1/audit/security-events": empty } },
  { name: "operations-not-permitted", path: "/operations/audit", shows: "not", api: { ...asAdmin, "GET /api/v1/auth/session": person("treasury", ["ledger.read"]) } },
];
