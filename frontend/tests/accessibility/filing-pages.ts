import { asAuditor, deskAnswers, filingRow } from "./compliance-pages";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page } from "./sample-data";

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const base = "/operations/compliance";

const address = { street: "1 Example Street", city: "Springfield", state: "IL", postal_code: "62701", country: "US" };
const phone = { number: "2175550199", extension: "", kind: "" };
const institution = { name: "Paymentus", trade_name: "", address, ein: "411234567", kind: "4", subtype: "", other_kind: "", other_subtype: "", regulator: "7", control_number: "" };
const person = {
  last_name: "Vorontsev", first_name: "Arkadi", middle_name: "", suffix: "", is_entity: false, other_names: ["A. Voron"], birth_date: "19610400", sex: "male", occupation: "Trader", naics_code: "",
  tax_number: { kind: "1", number: null }, identifications: [{ kind: "6", number: "N1234567", country: "RU", state: "", other: "" }], identification_unknown: false,
  address: { ...address, street: null }, phones: [{ ...phone, kind: "M" }], emails: ["arkadi@example.com"],
};
const filer = { transmitter: { name: "Paymentus", address, phone, tin: "411234567", control_code: "TBSATEST", contact: "Avery Example" }, institution, contact: { office: "Compliance office", phone } };
const sar = {
  filer, locations: [institution], activities: [{ subtype: "114", other: "" }], ip_addresses: [], instruments: [{ kind: "6", subtype: "33", other: "" }],
  subjects: [{ person, all_unknown: false, role: "sender", admitted: null, websites: [], relationships: [{ institution_tin: "411234567", kind: "customer", continues: true, other: "" }], accounts: [{ number: "000123", institution_tin: "411234567", closed: false }] }],
  began: "2026-05-04", ended: "2026-05-20", dollars: 38_000, no_amount: false, cumulative_dollars: null, narrative: "Paymentus files this report about the individual Arkadi Vorontsev.\n\nIt concerns four transfers.",
  filing_date: null, prior_number: "", continuing: false, corrects: false, joint: false, note: "",
};
const ctr = {
  filer, locations: [institution], participants: [{ person, role: "50", cash_in: 15_266, cash_out: null, several_transactions: true, accounts: [{ number: "778899", cash_in: true }] }],
  lines: [{ kind: "46", dollars: 15_266, country: "", other: "" }], transaction_date: "2026-06-02", filing_date: null, prior_number: "", back_filing: false, aggregated: false, armored_car: false,
  atm: false, mail_deposit: false, night_deposit: false, shared_branching: false,
};
const ofac = {
  institution, contact: filer.contact, contact_email: "help@example.com", target: person, authority: "SDGT", list_entry: "SDN 90101", property: "1 transfer blocked", location: "Paymentus", value_minor: 10_150,
  currency: "USD", happened_on: "2026-06-02", transfer_ids: ["pay_9"], other_parties: ["City of Riverton Water"], facts: "May be a listed person.",
};
const defect = (field: string, reason: string, input: string, hinders = true) => ({ code: "missing", severity: hinders ? "error" : "warning", field, reason, path: input, input, hinders });
const defects = [
  defect("Subject 1 › address › state", "“ZZ” is not a state of US.", "subjects[0].person.address.state"),
  defect("suspicious activity", "Say what kind it is.", "activities"),
  defect("narrative › text", "The narrative is long.", "narrative", false),
];
const step = (state: string, hours: number) => ({ state, at: at(hours), actor: "usr_7" });
const filing = (changes: Record<string, unknown> = {}) => ({ ...filingRow("fil_1"), content: { sar, ctr: null, ofac: null }, defects, remarks: [], history: [step("draft", -30)], ...changes });
const remark = { code: "C4", level: "WARN", text: "The element is not recorded for an individual subject.", field: "Subject 1 › name › first name", input: "subjects[0].person.first_name" };
const proposal = (by: string, changes: Record<string, unknown> = {}) => ({
  id: "apr_1", kind: "filing", state: "open", words: "File the suspicious activity report fil_1.", about: { id: "fil_1", name: null }, reason: "Look at the narrative.", content_hash: "0".repeat(64),
  proposed_by: { id: by, name: by === "usr_7" ? "Jo Sandoval" : "Noor Aziz" }, proposed_at: at(-3), expires_at: at(90), decided_by: null, decided_at: null, decision_reason: null, ...changes,
});
const batch = (changes: Record<string, unknown> = {}) => ({
  id: "fba_01JD0000000000000000000001", kind: "sar", filing_ids: ["fil_1", "fil_2", "fil_3"], sha256: "ab".repeat(32), created_at: at(-5), created_by: "usr_7", acknowledged_at: null, accepted: null, left_out: [],
  sent_at: null, sent_by: "", tracking_id: "", ...changes,
});
const report = (filing_id: string, accepted: boolean | null, remarks: unknown[] = []) => ({ filing_id, subject_name: "Arkadi Vorontsev", state: accepted === null ? "exported" : accepted ? "accepted" : "rejected", accepted, number: accepted ? "31000055053784" : "", remarks });
const answered = { sent_at: at(-4), sent_by: "usr_7", tracking_id: "31000000123456", acknowledged_at: at(-1), accepted: true };
const codes = [
  { field: "activity", code: "114", words: "Transaction(s) below CTR threshold", group: "Structuring" }, { field: "means", code: "33", words: "Funds transfer", group: "6" },
  { field: "institution", code: "4", words: "Money services business", group: "" }, { field: "regulator", code: "7", words: "IRS", group: "" }, { field: "relationship", code: "customer", words: "Customer", group: "" },
  { field: "identification", code: "6", words: "Passport", group: "" }, { field: "cash", code: "46", words: "Payments", group: "Cash in" },
];

const desk: Answers = {
  ...deskAnswers,
  "GET /api/v1/compliance/filings": { body: page([filingRow("fil_1", { days_left: -1 }), filingRow("fil_2", { kind: "ctr", state: "proposed", errors: 0, warnings: 0, days_left: 2 }), filingRow("fil_3", { state: "exported", days_left: null, subject_name: "" })], "more") },
  "GET /api/v1/compliance/filings/codes": { body: codes },
  "GET /api/v1/compliance/filings/fil_1": { body: filing() },
  "POST /api/v1/compliance/filings/check": { body: { defects } },
  "GET /api/v1/approvals/apr_1": { body: proposal("usr_8") },
  "GET /api/v1/compliance/filing-batches": { body: page([batch(), batch({ id: "fba_2", sent_at: at(-4) }), batch({ id: "fba_3", ...answered }), batch({ id: "fba_4", ...answered, accepted: false })]) },
  "GET /api/v1/compliance/filing-batches/fba_1": { body: { ...batch(), reports: [report("fil_1", null), report("fil_2", null)], left_out: ["fil_9"] } },
};
const withFiling = (changes: Record<string, unknown>, more: Answers = {}): Answers => ({ ...desk, ...more, "GET /api/v1/compliance/filings/fil_1": { body: filing(changes) } });
const withBatch = (body: Record<string, unknown>): Answers => ({ ...desk, "GET /api/v1/compliance/filing-batches/fba_1": { body } });
const empty = { body: page([]) };
const away = problem(503, "filings_unavailable", "We cannot read the filings just now.");
const one = `${base}/filings/fil_1`;
const narrative = "Who, what, when, where, why and how";

export const cases: PageCase[] = [
  { name: "filings", path: `${base}/filings`, shows: "3 filings shown", api: desk },
  { name: "filings-none", path: `${base}/filings?state=rejected&kind=ctr`, shows: "No filing fits", api: { ...desk, "GET /api/v1/compliance/filings": empty } },
  { name: "filings-loading", path: `${base}/filings`, shows: "Loading the filings", api: { ...desk, "GET /api/v1/compliance/filings": "silence" } },
  { name: "filings-failed", path: `${base}/filings`, shows: "Try again", api: { ...desk, "GET /api/v1/compliance/filings": away } },
  { name: "filings-auditor", path: `${base}/filings`, shows: "3 filings shown", api: { ...desk, ...asAuditor } },
  { name: "filing-edited", path: one, shows: "2 things to put right", api: desk, act: (view) => view.getByText("Who files", { exact: true }).click() },
  { name: "filing-defect-followed", path: one, shows: "is not a state of US", api: desk, act: (view) => view.getByRole("link", { name: "Subject 1 › address › state" }).click() },
  { name: "filing-ready", path: one, shows: "Put it forward", api: withFiling({ defects: [] }) },
  { name: "filing-currency", path: one, shows: "Who took part", api: withFiling({ kind: "ctr", content: { sar: null, ctr, ofac: null }, defects: [] }) },
  { name: "filing-ofac", path: one, shows: "Whose it is", api: withFiling({ kind: "ofac_blocking", content: { sar: null, ctr: null, ofac }, defects: [] }) },
  {
    name: "filing-not-saved", path: one, shows: "It could not be saved", api: { ...desk, "PUT /api/v1/compliance/filings/fil_1": away },
    act: async (view) => {
      await view.getByLabel(narrative).fill("What I wrote.");
      await view.getByRole("button", { name: "Save" }).click();
    },
  },
  {
    name: "filing-conflict", path: one, shows: "Somebody else saved this filing meanwhile",
    api: { ...desk, "PUT /api/v1/compliance/filings/fil_1": problem(409, "filing_has_changed", "This filing has changed since.") },
    act: async (view) => {
      await view.getByLabel(narrative).fill("What I wrote.");
      await view.getByRole("button", { name: "Save" }).click();
    },
  },
  { name: "filing-returned", path: one, shows: "Returned by Noor Aziz", api: withFiling({ proposal_id: "apr_1" }, { "GET /api/v1/approvals/apr_1": { body: proposal("usr_7", { state: "rejected", decided_by: { id: "usr_8", name: "Noor Aziz" }, decided_at: at(-1), decision_reason: "The narrative says little." }) } }) },
  { name: "filing-second-person", path: one, shows: "Approve this filing", api: withFiling({ state: "proposed", proposal_id: "apr_1", defects: [] }), act: (view) => view.getByText("Return it", { exact: true }).click() },
  { name: "filing-own-proposal", path: one, shows: "you cannot approve it", api: withFiling({ state: "proposed", proposal_id: "apr_1", defects: [] }, { "GET /api/v1/approvals/apr_1": { body: proposal("usr_7") } }) },
  { name: "filing-rejected", path: one, shows: "FinCEN rejected it", api: withFiling({ state: "rejected", remarks: [remark] }) },
  { name: "filing-accepted", path: one, shows: "31000055053784", api: withFiling({ state: "accepted", number: "31000055053784", kept_until: "2031-11-23", days_left: null, defects: [], remarks: [remark], history: [step("draft", -30), step("proposed", -20), step("approved", -10), step("exported", -8), step("accepted", -1)] }), act: (view) => view.getByText("What happened to it").click() },
  { name: "filing-auditor", path: one, shows: "Who it is about", api: { ...desk, ...asAuditor } },
  { name: "filing-none", path: `${base}/filings/fil_none`, shows: "There is no such filing", api: { ...desk, "GET /api/v1/compliance/filings/fil_none": problem(404, "filing_not_found", "There is no such filing.") } },
  { name: "batches", path: `${base}/batches`, shows: "4 batch files shown", api: desk },
  { name: "batches-none", path: `${base}/batches`, shows: "No batch file was made yet", api: { ...desk, "GET /api/v1/compliance/filing-batches": empty, "GET /api/v1/compliance/filings": empty } },
  { name: "batch-to-send", path: `${base}/batches/fba_1`, shows: "FinCEN has it", api: desk },
  { name: "batch-wrong-answer", path: `${base}/batches/fba_1`, shows: "Choose the acknowledgement file", api: desk, act: (view) => view.getByRole("button", { name: "Take it in" }).click() },
  { name: "batch-answered", path: `${base}/batches/fba_1`, shows: "Accepted with warnings", api: withBatch({ ...batch(answered), reports: [report("fil_1", true), report("fil_2", true, [remark]), report("fil_3", false, [remark])] }) },
  { name: "batch-none", path: `${base}/batches/fba_none`, shows: "There is no such batch file", api: { ...desk, "GET /api/v1/compliance/filing-batches/fba_none": problem(404, "batch_not_found", "There is no such batch.") } },
];
