import type { Page } from "@playwright/test";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page } from "./sample-data";

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const officer = ["payments.read", "ledger.read", "audit.read", "approvals.read", "approvals.decide", "compliance.read", "compliance.work", "compliance.decide"];

function person(permissions: string[]) {
  const user = { id: "usr_7", email: "officer@example.com", full_name: "Jo Sandoval", role: "compliance_officer", biller_id: null, biller_name: null };
  return { body: { kind: "user", user, guest: null, permissions, second_factor_missing: false } };
}

const version = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `lst_${number}`, number, hash: "9f2c1b7a5d".repeat(6).slice(0, 64), source: "https://ofac.example/lists", loaded_at: at(-24 * (10 - number)), confirmed_at: at(-1),
  parties: { SDN: 17_245, "non-SDN": 443 }, names: 61_004, problems: 0, problem_words: [], added: 12, changed: 3, removed: 1, rescreening: { done: true, screened: 48_210, alerts: 2 }, ...changes,
});
const lists = (data: unknown[], more: Record<string, unknown> = {}) => ({ body: { data, max_age_hours: 48, by_remote_service: false, ...more } });
const decision = (id: string, changes: Record<string, unknown> = {}) => ({
  id, party_id: "usr_9", party_name: "Arkadi Vorontsev", list: "SDN", list_id: "90101", reason: "Born 1990 by his passport, the listed man in 1955.",
  decided_by: { id: "usr_7", name: "Jo Sandoval" }, decided_at: at(-400), expires_at: at(24 * 200), ended_at: null, ...changes,
});

const desk: Answers = {
  "GET /api/v1/auth/session": person(officer),
  "GET /api/v1/compliance/summary": { body: { open_alerts: 4, stopping_alerts: 1, held_transfers: 1, undecided_cases: 3, due_soon: 2, overdue: 0 } },
  "GET /api/v1/compliance/lists": lists([
    version(3, { problems: 2, problem_words: ["sdn.csv, line 40: the date of birth cannot be read.", "alt.csv, line 9: no such party."], rescreening: { done: false, screened: 12_500, alerts: 0 } }),
    version(2), version(1, { added: 17_600, changed: 0, removed: 0 }),
  ]),
  "GET /api/v1/compliance/match-decisions": {
    body: page([decision("dec_1"), decision("dec_2", { expires_at: at(100) }), decision("dec_3", { party_id: "bil_9", party_name: null, expires_at: at(-2) }), decision("dec_4", { ended_at: at(-3) })], "more"),
  },
};
const reader: Answers = { ...desk, "GET /api/v1/auth/session": person(["ledger.read", "audit.read", "compliance.read"]) };
const base = "/operations/compliance";
const rule = (code: string, params: Record<string, number>, changes: Record<string, unknown> = {}) => ({ code, meaning: "Many who never paid this party before pay it within days.", on: true, verdict: "allow", score: 60, again_days: 14, params, ...changes });
const change = (id: string, changes: Record<string, unknown> = {}) => ({
  id, profile: "msb", valid_from: "2026-11-01", in_force: true, made_by: { id: "usr_7", name: "Jo Sandoval" }, made_at: at(-200), switched_on_by: { id: "usr_8", name: "Kim Osei" }, switched_on_at: at(-190), rules: {},
  differences: [{ code: "fan_in", field: "params.min_minor", before: 400_000, after: 500_000 }, { code: "velocity", field: "verdict", before: "hold", after: "allow" }], ...changes,
});
const rulesPage = {
  profile: "msb", ours: true, valid_from: "2026-11-01", ctr_thresholds_minor: { USD: 1_000_000 }, acted_against: ["IR", "KP", "MM"], watched: ["AO", "BG"],
  rules: [
    rule("ctr_aggregation", {}, { score: 5, again_days: 0 }),
    rule("fan_in", { days: 7, parties: 8, min_minor: 500_000, average_min_minor: 20_000, usual_factor: 2 }),
    rule("high_risk_geography", { watched_min_minor: 300_000 }, { verdict: "hold" }),
    rule("velocity", { hours: 24, times: 20, min_minor: 300_000, usual_factor: 4, bill_times: 40, bill_average_minor: 50_000 }, { on: false }),
  ],
  changes: [change("rul_2", { in_force: false, switched_on_by: null, switched_on_at: null }), change("rul_1")],
};
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const example = (id: string) => ({ transfer_id: id, at: at(-60), party_id: "usr_9", code: "fan_in", words: "9 parties who had never paid it before sent $6,100.00 within 7 days." });
const backTest = {
  transfers: 4_210, held_would: 3, days: [{ day: day(-9), code: "fan_in", was: 4, would: 1 }, { day: day(-4), code: "fan_in", was: 2, would: 3 }],
  rules: [{ code: "fan_in", was: 6, would: 4 }, { code: "velocity", was: 0, would: 0 }], new: [example("pay_1")], gone: [example("pay_2"), example("trf_3")],
};
const lines = (...all: unknown[]) => ({ text: all.map((one) => `${JSON.stringify(one)}\n`).join(""), type: "application/x-ndjson" });
const ruleDesk: Answers = { ...desk, "GET /api/v1/compliance/rules": { body: rulesPage }, "POST /api/v1/compliance/rules/back-tests/live": lines({ seen: 0, total: 9_000 }, { result: backTest }) };
async function run(view: Page) {
  await view.getByLabel("Parties, at least").fill("6");
  await view.getByRole("button", { name: "Run it over the past" }).click();
}
const withLists = (answer: Answers[string]): Answers => ({ ...desk, "GET /api/v1/compliance/lists": answer });

export const cases: PageCase[] = [
  { name: "compliance-rules", path: `${base}/rules`, shows: "Who changed what", api: ruleDesk },
  { name: "compliance-rules-unchanged", path: `${base}/rules?profile=bank`, shows: "Nobody has changed a rule", api: { ...ruleDesk, "GET /api/v1/compliance/rules": { body: { ...rulesPage, profile: "bank", ours: false, valid_from: "1970-01-01", changes: [] } } } },
  { name: "compliance-rules-failed", path: `${base}/rules`, shows: "Try again", api: { ...ruleDesk, "GET /api/v1/compliance/rules": problem(503, "rules_unavailable", "We cannot read the monitoring rules just now.") } },
  { name: "compliance-rules-change", path: `${base}/rules/change?rule=fan_in`, shows: "Nothing is changed yet", api: ruleDesk },
  { name: "compliance-rules-run", path: `${base}/rules/change?rule=fan_in`, shows: "Propose it", api: ruleDesk, act: run },
  { name: "compliance-rules-running", path: `${base}/rules/change?rule=fan_in`, shows: "Running", api: { ...ruleDesk, "POST /api/v1/compliance/rules/back-tests/live": "silence" }, act: run },
  { name: "compliance-lists", path: `${base}/lists`, shows: "In force: version 3", api: desk, act: (view) => view.getByText("2 rows could not be read whole").click() },
  { name: "compliance-lists-take-back", path: `${base}/lists`, shows: "Take this decision back?", api: desk, act: (view) => view.getByRole("button", { name: /^Take back/ }).first().click() },
  { name: "compliance-lists-auditor", path: `${base}/lists`, shows: "In force: version 3", api: reader },
  { name: "compliance-lists-late", path: `${base}/lists`, shows: "has not been looked at for a while", api: withLists(lists([version(1, { confirmed_at: at(-30) })])) },
  { name: "compliance-lists-too-old", path: `${base}/lists`, shows: "The list is too old", api: withLists(lists([version(1, { confirmed_at: at(-60) })])) },
  { name: "compliance-lists-none", path: `${base}/lists`, shows: "There is no list", api: { ...withLists(lists([])), "GET /api/v1/compliance/match-decisions": { body: page([]) } } },
  { name: "compliance-lists-service", path: `${base}/lists`, shows: "A remote service screens", api: withLists(lists([version(1)], { by_remote_service: true })) },
  { name: "compliance-lists-loading", path: `${base}/lists`, shows: "Loading the lists", api: withLists("silence") },
  { name: "compliance-lists-failed", path: `${base}/lists`, shows: "Try again", api: withLists(problem(503, "lists_unavailable", "We cannot read the sanctions lists just now.")) },
  {
    name: "compliance-lists-not-fetched", path: `${base}/lists`, shows: "far fewer parties", act: (view) => view.getByRole("button", { name: "Look for a new list now" }).click(),
    api: { ...desk, "POST /api/v1/compliance/lists/refresh": problem(400, "list_shrank", "The list that was fetched has far fewer parties or names than the one in force. It was not taken.") },
  },
];
