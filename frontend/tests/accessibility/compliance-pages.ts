import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page } from "./sample-data";

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const officer = ["payments.read", "ledger.read", "audit.read", "approvals.read", "approvals.decide", "compliance.read", "compliance.work", "compliance.decide"];

function person(permissions: string[]) {
  const user = { id: "usr_7", email: "officer@example.com", full_name: "Jo Sandoval", role: "compliance_officer", biller_id: null, biller_name: null };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const beside = [
  { asked: "arkadi", listed: "arkady", how: "spelled alike", likeness: 0.92 },
  { asked: "vorontsev", listed: "vorontsev", how: "same", likeness: 1 },
  { asked: "", listed: "timofeyevich", how: "without a partner", likeness: 0 },
];
const hit = {
  list: "SDN", list_id: "90101", entry: "e1", listed_name: "VORONTSEV, Arkady Timofeyevich", listed_name_is: "primary name", primary_name: "VORONTSEV, Arkady Timofeyevich", type: "individual",
  programs: ["SDGT", "UKRAINE-EO13662"], score: 0.91, strength: "possible", reasons: ["same words: vorontsev", "“arkadi” for “arkady”: spelled alike", "only on the list: timofeyevich"], side_by_side: beside,
};
const alert = (id: string, changes: Record<string, unknown> = {}) => ({
  id, code: "sanctions", verdict: "hold", score: 91, party_id: "usr_9", party_name: "Arkadi Vorontsev", transfer_id: "pay_9", state: "open", case_id: "cas_01JD0000000000000000000001", at: at(-2),
  words: "Arkadi Vorontsev (sender) may be VORONTSEV, Arkady Timofeyevich on the SDN list, number 90101 and 1 more.",
  evidence: { party_id: "usr_9", party_name: "Arkadi Vorontsev", role: "sender", list_version: "lst_1", hits: [hit, { ...hit, list_id: "90102", listed_name: "VORONTSOVA, Arkadia", primary_name: "VORONTSOVA, Arkadia", score: 0.86 }] },
  ...changes,
});
const movement = (hours: number, amount_minor: number, direction: string) => ({ at: at(hours), amount_minor, direction, with: direction === "in" ? "usr_4" : "bil_water", transfer_id: `pay_${hours}${direction}` });
const pictured = alert("alr_2", {
  code: "rapid_movement", party_name: "Mina Kessler", score: 70, verdict: "allow", transfer_id: null, words: "Of $9,400.00 that came in, $9,150.00 went out within 20 hours.",
  evidence: {
    about: "usr_9", in_minor: 940_000, out_minor: 915_000, hours: 20,
    path: [{ from: "usr_4", to: "usr_9" }, { from: "usr_5", to: "usr_9" }, { from: "usr_9", to: "bil_water", amount_minor: 500_000 }, { from: "usr_9", to: "usr_4" }],
    timeline: [movement(-30, 500_000, "in"), movement(-28, 440_000, "in"), movement(-20, 500_000, "out"), movement(-12, 415_000, "out")],
  },
});
const transfer = { transfer_id: "pay_9", case_id: "cas_01JD0000000000000000000001", state: "held", amount_minor: 10_150, currency: "USD", channel: "card", receivers: ["City of Riverton Water"], at: at(-2), decided_at: null, decided_by: null };
const brief = { id: "cas_01JD0000000000000000000001", state: "open", outcome: null, opened_at: at(-2), due: day(2) };
const detail = (of: unknown, changes: Record<string, unknown> = {}) => ({ alert: of, transfer: null, case: null, related: [], freezes: [], decided_at: null, decided_by: null, reason: "", ...changes });
const clock = (kind: string, days: number, end: string | null = null) => ({ kind, began_at: at(-48), due: day(days), days_left: end ? null : days, end, ended_at: end ? at(-1) : null, reference: end === "met" ? "31000123456789" : "" });
const caseOf = (id: string, changes: Record<string, unknown> = {}) => ({
  id, party_id: "usr_9", party_name: "Arkadi Vorontsev", state: "investigating", outcome: null, priority: "urgent", score: 91, verdict: "hold", codes: ["sanctions", "structuring"], alerts: 2, held: 1,
  assignee: { id: "usr_7", name: "Jo Sandoval" }, opened_at: at(-50), changed_at: at(-1), due: day(2), clocks: [clock("sar", 2), clock("ofac", -1)], decided_at: null, ...changes,
});
const me = { id: "usr_7", name: "Jo Sandoval" };
const entry = (id: string, kind: string, changes: Record<string, unknown> = {}) => ({ id, kind, at: at(-3), actor: me, words: "", refs: [], ...changes });
const freeze = (id: string, kind: string, changes: Record<string, unknown> = {}) => ({
  id, party_id: "usr_9", party_name: kind === "aml" ? "Arkadi Vorontsev" : "Mina Kessler", kind, case_id: brief.id, began_at: at(-30), lifted_at: null, license_number: "", ...changes,
});
const file = {
  case: caseOf(brief.id), alerts: [alert("alr_1"), pictured], transfers: [transfer],
  history: [
    entry("cse_1", "opened", { actor: null, refs: ["alr_1"] }), entry("cse_2", "assigned", { refs: ["usr_7"] }), entry("cse_3", "note", { words: "Called the payer.\nHe pays his aunt’s bill.", refs: ["pay_9"] }),
    entry("cse_4", "clock_ended", { refs: ["sar", "met", "31000123456789"] }), entry("cse_5", "frozen", { refs: ["frz_1", "aml"] }), entry("cse_6", "transfer_released", { words: "Born 1990, not 1955.", refs: ["pay_8"] }),
  ],
  freezes: [freeze("frz_1", "aml")], earlier: [{ ...brief, id: "cas_01JD0000000000000000000002", state: "decided", outcome: "no_action" }], people: [me],
};
const decided = { ...file, case: caseOf(brief.id, { state: "decided", outcome: "released", held: 0, priority: "low", clocks: [clock("sar", 2, "not_required"), clock("ofac", 4, "met")], decided_at: at(-1) }) };
const deadline = (kind: string, days: number) => ({ case_id: brief.id, party_name: "Arkadi Vorontsev", state: "investigating", kind, began_at: at(-48), due: day(days), days_left: days, assignee: days < 0 ? null : me });

/** A line of the list of filings. */
export const filingRow = (id: string, changes: Record<string, unknown> = {}) => ({
  id, kind: "sar", state: "draft", subject_name: "Arkadi Vorontsev", case_id: brief.id, due: day(9), days_left: 9, number: "", amends: null, batch_id: null, proposal_id: null, kept_until: null,
  errors: 2, warnings: 1, created_at: at(-30), version: 3, ...changes,
});

const desk: Answers = {
  "GET /api/v1/auth/session": person(officer),
  "GET /api/v1/compliance/summary": { body: { open_alerts: 4, stopping_alerts: 1, held_transfers: 1, undecided_cases: 3, due_soon: 2, overdue: 1 } },
  "GET /api/v1/compliance/alerts": { body: page([alert("alr_1"), pictured, alert("alr_3", { verdict: "block", state: "in_case", code: "ofac_block", case_id: null })], "more") },
  "GET /api/v1/compliance/alerts/alr_1": { body: detail(alert("alr_1"), { transfer, case: brief, related: [pictured], freezes: [freeze("frz_1", "aml")] }) },
  "GET /api/v1/compliance/alerts/alr_2": { body: detail(pictured) },
  "GET /api/v1/compliance/cases": { body: page([caseOf(brief.id), caseOf("cas_2", { priority: "low", due: null, assignee: null, state: "open", held: 0, clocks: [] })]) },
  [`GET /api/v1/compliance/cases/${brief.id}`]: { body: file },
  [`GET /api/v1/compliance/cases/${brief.id}/filings`]: { body: [filingRow("fil_1"), filingRow("fil_2", { kind: "ctr", state: "accepted", days_left: null, number: "31000055053784" })] },
  "GET /api/v1/compliance/deadlines": { body: page([deadline("ofac", -1), deadline("sar", 2), deadline("ctr", 12)]) },
  "GET /api/v1/compliance/freezes": { body: page([freeze("frz_1", "aml"), freeze("frz_2", "ofac_block"), freeze("frz_3", "ofac_block", { lifted_at: at(-1), license_number: "SDGT-2026-1" })]) },
};
/** What every page of the desk asks for. */
export const deskAnswers: Answers = { "GET /api/v1/auth/session": person(officer), "GET /api/v1/compliance/summary": { body: { open_alerts: 4, stopping_alerts: 1, held_transfers: 1, undecided_cases: 3, due_soon: 2, overdue: 1 } } };
export const asAuditor: Answers = { "GET /api/v1/auth/session": person(["ledger.read", "audit.read", "approvals.read", "compliance.read"]) };
const empty = { body: page([]) };
const reader: Answers = { ...desk, "GET /api/v1/auth/session": person(["ledger.read", "audit.read", "compliance.read"]) };
const away = problem(503, "cases_unavailable", "We cannot read the cases just now.");
const base = "/operations/compliance";

export const cases: PageCase[] = [
  { name: "compliance-queue", path: base, shows: "3 alerts shown", api: desk },
  { name: "compliance-queue-keys", path: base, shows: "3 alerts shown", api: desk, act: async (view) => { await view.getByText("3 alerts shown").waitFor(); await view.keyboard.press("j"); await view.keyboard.press("j"); } },
  { name: "compliance-queue-empty", path: base, shows: "Nothing waits here", api: { ...desk, "GET /api/v1/compliance/alerts": empty, "GET /api/v1/compliance/summary": { body: { open_alerts: 0, stopping_alerts: 0, held_transfers: 0, undecided_cases: 0, due_soon: 0, overdue: 0 } } } },
  { name: "compliance-queue-loading", path: base, shows: "Loading the queue", api: { ...desk, "GET /api/v1/compliance/alerts": "silence" } },
  { name: "compliance-queue-failed", path: base, shows: "Try again", api: { ...desk, "GET /api/v1/compliance/alerts": away } },
  { name: "compliance-alert", path: `${base}/alerts/alr_1`, shows: "Is it them?", api: desk, act: (view) => view.getByRole("button", { name: "Release the money" }).click() },
  { name: "compliance-alert-auditor", path: `${base}/alerts/alr_1`, shows: "Is it them?", api: reader },
  { name: "compliance-alert-picture", path: `${base}/alerts/alr_2`, shows: "What it rests on", api: desk, act: (view) => view.getByText("The same in words").click() },
  { name: "compliance-alert-none", path: `${base}/alerts/alr_none`, shows: "There is no such alert", api: { ...desk, "GET /api/v1/compliance/alerts/alr_none": problem(404, "alert_not_found", "There is no such alert.") } },
  { name: "compliance-cases", path: `${base}/cases`, shows: "2 cases shown", api: desk },
  { name: "compliance-cases-none", path: `${base}/cases?state=decided`, shows: "No case fits", api: { ...desk, "GET /api/v1/compliance/cases": empty } },
  { name: "compliance-case", path: `${base}/cases/${brief.id}`, shows: "What happened", api: desk, act: (view) => view.getByText("Propose to freeze them").click() },
  { name: "compliance-case-decided", path: `${base}/cases/${brief.id}`, shows: "Decided: Released", api: { ...desk, [`GET /api/v1/compliance/cases/${brief.id}`]: { body: decided } } },
  { name: "compliance-case-auditor", path: `${base}/cases/${brief.id}`, shows: "What happened", api: reader },
  { name: "compliance-case-failed", path: `${base}/cases/${brief.id}`, shows: "Try again", api: { ...desk, [`GET /api/v1/compliance/cases/${brief.id}`]: away } },
  { name: "compliance-deadlines", path: `${base}/deadlines`, shows: "3 deadlines shown", api: desk },
  { name: "compliance-deadlines-none", path: `${base}/deadlines`, shows: "No report is due", api: { ...desk, "GET /api/v1/compliance/deadlines": empty } },
  { name: "compliance-freezes", path: `${base}/freezes`, shows: "3 freezes shown", api: desk, act: (view) => view.getByText("Propose to lift it").last().click() },
  { name: "compliance-freezes-none", path: `${base}/freezes?state=lifted`, shows: "No freeze has been lifted", api: { ...desk, "GET /api/v1/compliance/freezes": empty } },
  { name: "compliance-not-permitted", path: base, shows: "not", api: { ...desk, "GET /api/v1/auth/session": person(["ledger.read", "audit.read"]) } },
];
