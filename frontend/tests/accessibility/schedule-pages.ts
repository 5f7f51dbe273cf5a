import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const all = ["audit.read", "ledger.read", "incidents.read", "schedule.read", "schedule.manage"];

function person(permissions: string[]) {
  const user = { id: "usr_7", email: "admin@example.com", full_name: "Alex Moreau", role: "admin", biller_id: null, biller_name: null };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const run = (outcome: string, more: Record<string, unknown> = {}) => ({
  id: `run_${outcome}`, outcome, slot: at(-600), started_at: at(-600), ended_at: outcome === "running" ? null : at(-588), server: "schedule-1/7", by: "schedule", result: "", note: "", ...more,
});
const job = (name: string, period: string, more: Record<string, unknown> = {}) => ({
  name, period, owner: "operations", words: "Back up the whole database as it is at one moment, encrypted and proved whole.", command: "paymentus backup create", is_for_a_person: false, due_at: at(840),
  overdue_seconds: 0, failures: 0, last_success_at: at(-588), look_since: null, is_running: false, is_wanted: false, can_be_signed_off: false, newest: run("ok", { result: "1,204,331 documents in 61 collections, 3.1 GB." }), ...more,
});
const keys = job("key-rotation", "daily", { owner: "security", command: "paymentus keys status", look_since: at(-588), can_be_signed_off: true, newest: run("look", { result: "A key is overdue or not fit: `paymentus keys status`." }) });
const test = job("backup-test", "monthly", { is_for_a_person: true, command: "", words: "Test a full backup: bring the newest back on servers that stand by (`dr_test.sh`).", can_be_signed_off: true, due_at: at(-3_000), newest: run("signed_off", { by: "usr_7", server: "", note: "Backup 20261001 in 12 minutes." }) });
const jobs = [
  job("backup-operations", "continuous", { newest: run("running"), is_running: true }),
  job("backup", "daily"),
  keys,
  job("reconciliation", "daily", { failures: 3, newest: run("failed", { result: "2 charges are not in the books." }) }),
  job("stored-data", "weekly", { overdue_seconds: 7_200, newest: null, last_success_at: null }),
  test,
  job("penetration-test", "quarterly", { is_for_a_person: true, command: "", owner: "security", newest: null, last_success_at: null, due_at: at(60_000) }),
];
const schedule = (is_worked: boolean | null) => ({ body: { is_worked, jobs } });

const asAdmin: Answers = {
  "GET /api/v1/auth/session": person(all),
  "GET /api/v1/service-status": { body: { payments: "open", words: "", since: null } },
  "GET /api/v1/jobs": schedule(true),
  "GET /api/v1/jobs/key-rotation": { body: keys },
  "GET /api/v1/jobs/key-rotation/runs": { body: page([run("look", { result: "A key is overdue or not fit." }), run("failed", { id: "run_2", result: "MongoDB does not answer." }), run("lost", { id: "run_3" })], "more") },
  "GET /api/v1/jobs/backup-test": { body: test },
  "GET /api/v1/jobs/backup-test/runs": { body: page([]) },
};

const day = (before: number, share: number) => ({
  day: new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10),
  shares: ["payments", "receipts", "bills", "messages"].map((component) => ({ component, share: component === "bills" ? 1 : share })),
});
const days = [...Array.from({ length: 40 }, (_, index) => day(50 - index, 1)), day(9, 0.97), ...Array.from({ length: 5 }, (_, index) => day(8 - index, 1)), day(2, 0.6), day(1, 1), day(0, 1)];
const parts = (payments: string, rest = "working") => ["payments", "receipts", "bills", "messages"].map((component) => ({ component, state: component === "payments" ? payments : rest }));
const status = (more: Record<string, unknown> = {}) => ({ "GET /api/v1/status": { body: { at: at(0), components: parts("working"), incidents: [], maintenance: [], days, is_whole: true, ...more } } });
const told = { updates: [{ at: at(-60), words: "Some card payments are slow. You are never charged twice." }, { at: at(-5), words: "The cause is found." }], resolved_at: null };
const planned = { starts_at: at(3_000), ends_at: at(3_060), words: "We move to new servers. Payments may take a minute longer." };

export const cases: PageCase[] = [
  { name: "schedule", path: "/operations/schedule", shows: "4 of 7 need somebody.", api: asAdmin },
  { name: "schedule-unworked", path: "/operations/schedule", shows: "No server runs the schedule just now", api: { ...asAdmin, "GET /api/v1/jobs": schedule(false) } },
  { name: "schedule-failed", path: "/operations/schedule", shows: "Try again", api: { ...asAdmin, "GET /api/v1/jobs": problem(503, "schedule_unavailable", "We cannot read the schedule just now. Try again in a moment.") } },
  { name: "schedule-job", path: "/operations/schedule/key-rotation", shows: "What you saw", api: asAdmin },
  { name: "schedule-job-unsigned", path: "/operations/schedule/key-rotation", shows: "Say it in a few words.", api: asAdmin, act: (view) => view.getByRole("button", { name: "Sign it off" }).click() },
  { name: "schedule-job-person", path: "/operations/schedule/backup-test", shows: "It was never done.", api: asAdmin },
  { name: "schedule-job-auditor", path: "/operations/schedule/key-rotation", shows: "Cut off", api: { ...asAdmin, "GET /api/v1/auth/session": person(all.filter((name) => name !== "schedule.manage")) } },
  { name: "status", path: "/status", shows: "Everything works.", api: status() },
  { name: "status-trouble", path: "/status", shows: "The cause is found.", api: status({ components: parts("paused"), incidents: [told], maintenance: [planned] }) },
  { name: "status-database-away", path: "/status", shows: "We cannot read all of this just now", api: status({ components: parts("down", "down"), days: [], is_whole: false }) },
  { name: "status-failed", path: "/status", shows: "Try again", api: { "GET /api/v1/status": "offline" } },
];
