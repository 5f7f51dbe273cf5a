import type { Page } from "@playwright/test";
import { problem, type Answer, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page, payer } from "./sample-data";

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const facts = {
  given_names: "Trillian Mae", family_name: "McMillan", birth_date: "1984-04-12",
  address: { line1: "42 Evergreen Terrace", line2: "", city: "Springfield", region: "OH", postal_code: "45501", country: "US" },
  citizenships: ["US"], identification: { kind: "ssn", number: "536904399", country: "US" }, expected_monthly_minor: 120_000, is_exposed: false,
};
const check = (code: string, outcome: string, words: string) => ({ code, outcome, words });
const document = (changes: Record<string, unknown> = {}) => ({
  id: "kyd_1", kind: "passport", media_type: "image/png", size: 1_000, file_name: "passport.png", uploaded_at: at(-90), expires_on: "2031-05-01", state: "checked", reason: null,
  checks: [check("mrz_check_digits", "passed", "All check digits fit."), check("birth_date_agrees", "failed", "The document says born 1984-04-13, typed was 1984-04-12.")],
  ...changes,
});
const verification = (state: string, changes: Record<string, unknown> = {}) => ({
  state, level: "unverified", limits: { per_payment_minor: 2_500_000, per_30_days_minor: 10_000_000 }, message: null, facts, documents: [document()], ...changes,
});

function own(answer: Answer, more: Answers = {}): Answers {
  return { "GET /api/v1/auth/session": { body: { ...payer, permissions: [...payer.permissions, "kyc.own"] } }, "GET /api/v1/kyc": answer, ...more };
}
const press = (label: string) => (view: Page) => view.getByRole("button", { name: label, exact: true }).click();
const incomplete = problem(422, "facts_incomplete", "Some of what we have to know is missing.", { errors: [{ field: "address.line1", message: "We need the street where you live; a post office box is not enough." }] });

const user = { id: "usr_7", email: "officer@example.com", full_name: "Noor Aziz", role: "compliance_officer", biller_id: null, biller_name: null };
const officer = { body: { kind: "user", user, guest: null, permissions: ["compliance.read", "compliance.work", "audit.read", "ledger.read", "payments.read"], second_factor_missing: false } };
const auditor = { body: { ...officer.body, permissions: ["compliance.read", "audit.read"] } };
const rating = (level: string, triggers: string[]) => ({
  in_force: level, rating: level, points: 60, override: null, override_reason: null, triggers,
  factors: [{ code: "exposed_person", points: 60, words: "Holds, or is close to who holds, a prominent public office.", triggers: true }],
});
const reviewed = (changes: Record<string, unknown> = {}) => ({
  ...document(changes), decided_by: null, decided_at: null,
  mrz: { form: "TD3", kind: "P", issuer: "USA", nationality: "USA", family_name: "MCMILLAN", given_names: "TRILLIAN MAE", number: "X12345678", birth_date: "1984-04-13", expires_on: "2031-05-01", sex: "F", wrong: [] },
});
const customer = (state: string, changes: Record<string, unknown> = {}) => ({
  user_id: "usr_9", state, level: "given", facts, rating: rating("high", ["Holds, or is close to who holds, a prominent public office."]),
  documents: [reviewed(), reviewed({ id: "kyd_2", kind: "proof_of_address", file_name: "water-bill.pdf", media_type: "application/pdf", mrz: null, checks: [check("compared_by_eye", "not_possible", "Compare name and address by eye.")] })],
  steps: [{ state: "in_progress", at: at(-300), by: "usr_9", reason: null }, { state: "submitted", at: at(-200), by: "usr_9", reason: null }],
  notes: [], submitted_at: at(-200), approved_at: null, review_due_on: null, closed_at: null, reviewer: null, ...changes,
});
const row = (user_id: string, name: string, level: string | null) => ({ user_id, name, state: "submitted", rating: level, submitted_at: at(-200), reviewer: null, review_due_on: null });
const picture: Answer = {
  type: "image/svg+xml",
  text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 350"><rect width="500" height="350" fill="#e9e2d0"/><rect x="30" y="70" width="130" height="170" fill="#9bb"/><text x="30" y="45" font-size="22">PASSPORT (a sample of nobody)</text><text x="190" y="100" font-size="18">McMillan, Trillian Mae</text><text x="20" y="300" font-size="17" font-family="monospace">P&lt;USAMCMILLAN&lt;&lt;TRILLIAN&lt;MAE&lt;&lt;&lt;&lt;&lt;&lt;</text></svg>',
};
const list = "GET /api/v1/compliance/customers";
const one = `${list}/usr_9`;
const desk = (answers: Answers): Answers => ({ "GET /api/v1/auth/session": officer, [`${one}/documents/kyd_1/content`]: picture, ...answers });
const QUEUE = "/operations/compliance/customers";
const REVIEW = `${QUEUE}/usr_9`;

export const verificationPages: PageCase[] = [
  { name: "verification", path: "/verification", shows: "You have not verified who you are", api: own({ body: verification("not_started", { facts: null, documents: [] }) }) },
  { name: "verification-loading", path: "/verification", shows: "Loading what we know of you", api: own("silence") },
  { name: "verification-broken", path: "/verification", shows: "We could not load what we know of you", api: own(problem(500, "internal", "An unexpected fault.")) },
  { name: "verification-missing", path: "/verification", shows: "There is a problem", api: own({ body: verification("not_started", { facts: null, documents: [] }) }), act: press("Save") },
  { name: "verification-in-progress", path: "/verification", shows: "Something does not fit", api: own({ body: verification("in_progress") }) },
  { name: "verification-refused", path: "/verification", shows: "It could not be handed in", api: own({ body: verification("in_progress") }, { "POST /api/v1/kyc/submit": incomplete }), act: press("Hand it in") },
  { name: "verification-no-file", path: "/verification", shows: "Choose a picture or a PDF", api: own({ body: verification("in_progress") }), act: press("Send it") },
  { name: "verification-waiting", path: "/verification", shows: "We are looking at it", api: own({ body: verification("submitted") }) },
  { name: "verification-again", path: "/verification", shows: "We need something again", api: own({ body: verification("resubmission_requested", { message: "Please send a sharper picture.", documents: [document({ state: "rejected", reason: "It is blurred.", checks: [] })] }) }) },
  { name: "verification-approved", path: "/verification", shows: "We know who you are", api: own({ body: verification("approved", { documents: [document({ state: "verified", checks: [] })] }) }) },
  { name: "verification-rejected", path: "/verification", shows: "We could not verify who you are", api: own({ body: verification("rejected", { message: "The passport is somebody else's." }) }) },
  { name: "verification-expired", path: "/verification", shows: "Your verification has run out", api: own({ body: verification("expired", { message: "Your document has expired.", documents: [document({ state: "expired", checks: [] })] }) }) },
  { name: "customers", path: QUEUE, shows: "2 customers shown", api: desk({ [list]: { body: page([row("usr_9", "Trillian Mae McMillan", "high"), row("usr_8", "Ford Prefect", "low")]) } }) },
  { name: "customers-none", path: QUEUE, shows: "Nobody waits for a review", api: desk({ [list]: { body: page([]) } }) },
  { name: "customers-broken", path: QUEUE, shows: "We could not load the customers", api: desk({ [list]: problem(503, "customers_unavailable", "We cannot read it just now.") }) },
  { name: "customer", path: REVIEW, shows: "Enhanced due diligence is due", api: desk({ [one]: { body: customer("submitted") } }) },
  { name: "customer-approving", path: REVIEW, shows: "In order are", api: desk({ [one]: { body: customer("in_review", { reviewer: "usr_7" }) } }), act: press("Approve") },
  { name: "customer-asking", path: REVIEW, shows: "What we need", api: desk({ [one]: { body: customer("in_review", { reviewer: "usr_7" }) } }), act: press("Ask again") },
  { name: "customer-no-reason", path: REVIEW, shows: "Write a sentence.", api: desk({ [one]: { body: customer("in_review", { reviewer: "usr_7" }) } }), act: async (view) => { await press("Reject")(view); await press("Reject the customer")(view); } },
  { name: "customer-pdf", path: REVIEW, shows: "This document is a PDF", api: desk({ [one]: { body: customer("approved", { review_due_on: "2027-03-01", notes: [{ at: at(-10), by: "usr_7", words: "Salary of the office, seen." }] }) } }), act: press("2. Proof of address") },
  { name: "customer-auditor", path: REVIEW, shows: "What happened", api: desk({ "GET /api/v1/auth/session": auditor, [one]: { body: customer("rejected", { documents: [] }) } }) },
  { name: "customer-none", path: `${QUEUE}/usr_none`, shows: "We could not load the customer", api: desk({ [`${list}/usr_none`]: problem(404, "customer_not_found", "Nobody with this id has begun to identify themselves.") }) },
];
