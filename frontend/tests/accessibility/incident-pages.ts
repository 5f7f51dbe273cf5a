import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const all = ["audit.read", "ledger.read", "users.read", "approvals.read", "approvals.decide", "compliance.read", "incidents.read", "incidents.manage"];

function person(permissions: string[]) {
  const user = { id: "usr_7", email: "admin@example.com", full_name: "Alex Moreau", role: "admin", biller_id: null, biller_name: null };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const incident = (state: string, more: Record<string, unknown> = {}) => ({
  id: "inc_01JD00000000000000000000AA", severity: "P0", kind: "security_breach", state, summary: "An API key of a biller was published in a code repository.",
  affected: ["usr_9"], declared_by: "usr_7", declared_at: at(-4), discovered_at: at(-9), contained_at: state === "open" ? null : at(-2),
  resolved_at: state === "resolved" ? at(-1) : null, watched: state !== "resolved", ...more,
});
const step = (name: string, state: string, result: string, taken_back = "", words = "") => ({
  id: `stp_${name}`, name, state, at: at(-3), actor: "usr_7", result, words, tries: state === "failed" ? 2 : 1, taken_back,
});
const steps = [
  step("declared", "note", ""),
  step("isolate_affected_systems", "done", "No new payment begins. 14 API keys revoked.", "Two people switch emergency mode off. Revoked keys stay revoked: billers make new ones."),
  step("revoke_active_sessions", "done", "Every session and token opened before is over, everywhere within five seconds.", "People sign in again. Nothing brings an ended session back."),
  step("notify_incident_team", "failed", "No address is set: INCIDENT_TEAM_EMAIL."),
  step("notify_legal_counsel", "planned", ""),
  step("seen", "note", "user.sign_in_refused: 31; user.signed_in: 2"),
  step("note", "note", "", "", "The repository was taken down at 12:04."),
];
const notices = [
  { id: "nydfs_500_17", to: "New York State Department of Financial Services", law: "23 NYCRR 500.17(a)", applies_if: "You hold a New York money transmitter license.", due: at(4_300), draft: "DRAFT, not sent. Due in 72 hours at the latest.\nTo: New York State Department of Financial Services\n\nWhat happened, and when: [ ]\n" },
];
const plans = {
  severities: [
    { severity: "P0", meaning: "Critical: payment processing down, security breach, compliance violation" },
    { severity: "P1", meaning: "High: performance degradation, partial service outage" },
    { severity: "P2", meaning: "Medium: minor feature issues, non-critical bugs" },
    { severity: "P3", meaning: "Low: enhancement requests, documentation updates" },
  ],
  kinds: [
    { kind: "security_breach", least: "P0", planned: [
      { action: "isolate_affected_systems", words: "No new payment begins anywhere, and every API key of every biller is revoked." },
      { action: "revoke_active_sessions", words: "Everybody is signed out within five seconds, you too: people, guests and programs." },
      { action: "notify_incident_team", words: "The incident team is told by mail." },
    ] },
    { kind: "bug", least: "P2", planned: [] },
  ],
};
const file = (state: string, more: Record<string, unknown> = {}) => ({ body: { incident: incident(state, more), steps, notices } });
const path = "/operations/incidents/inc_01JD00000000000000000000AA";
const one = "GET /api/v1/incidents/inc_01JD00000000000000000000AA";
const paused = { body: { payments: "paused", since: at(-3), words: "New payments are paused for the moment. Nothing was charged. Payments already under way finish, and your receipts stay where they are. Please try again later." } };

const asAdmin: Answers = {
  "GET /api/v1/auth/session": person(all),
  "GET /api/v1/service-status": { body: { payments: "open", words: "", since: null } },
  "GET /api/v1/incidents": { body: page([incident("open"), incident("contained", { id: "inc_2", kind: "slow", severity: "P1", summary: "Receipts take ten seconds." })]) },
  "GET /api/v1/incidents/plans": { body: plans },
  "GET /api/v1/emergency-mode": { body: { is_on: true, since: at(-3), by: "usr_7", incident: "inc_01JD00000000000000000000AA" } },
  [one]: file("open"),
};

export const cases: PageCase[] = [
  { name: "incidents", path: "/operations/incidents", shows: "Receipts take ten seconds.", api: asAdmin },
  { name: "incidents-none", path: "/operations/incidents", shows: "No incident is open.", api: { ...asAdmin, "GET /api/v1/incidents": { body: page([]) } } },
  { name: "incidents-auditor", path: "/operations/incidents", shows: "Receipts take ten seconds.", api: { ...asAdmin, "GET /api/v1/auth/session": person(all.filter((name) => name !== "incidents.manage")) } },
  { name: "incidents-failed", path: "/operations/incidents", shows: "Try again", api: { ...asAdmin, "GET /api/v1/incidents": problem(503, "incidents_unavailable", "We cannot read the incidents just now. Try again in a moment.") } },
  { name: "incident", path, shows: "New lines appear by themselves", api: { ...asAdmin, "GET /api/v1/service-status": paused } },
  { name: "incident-resolved", path, shows: "The incident is resolved.", api: { ...asAdmin, [one]: file("resolved") } },
  { name: "incident-notice", path, shows: "DRAFT, not sent", api: asAdmin, act: (view) => view.getByText("New York State Department of Financial Services: by").click() },
  { name: "incident-declare", path: "/operations/incidents/new", shows: "It is written down", api: asAdmin },
  { name: "incident-declare-breach", path: "/operations/incidents/new", shows: "Everybody is signed out", api: asAdmin, act: async (view) => { await view.getByLabel("What it is").selectOption("security_breach"); } },
  { name: "incident-declare-empty", path: "/operations/incidents/new", shows: "Say in a few words what happened.", api: asAdmin, act: (view) => view.getByRole("button", { name: "Declare it" }).click() },
  { name: "payments-paused", path: "/", shows: "New payments are paused", api: { "GET /api/v1/service-status": paused } },
];
