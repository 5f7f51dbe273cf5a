import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import type { components } from "@/api/schema";
import type { FilingKind } from "./api";
import { blank } from "./blanks";
import { Draft } from "./draft-context";
import { withValue, type Value } from "./places";
import { contentOf, ReportForm, reportIn } from "./report-form";

type Schemas = components["schemas"];

const person = { ...blank.subject.person, identifications: [blank.identification], phones: [blank.phone], other_names: ["Ada"], emails: ["ada@example.com"] };
const filer = { transmitter: { name: "", address: person.address, phone: blank.phone, tin: "", control_code: "", contact: "" }, institution: blank.institution, contact: { office: "", phone: blank.phone } };
const sar = {
  filer, locations: [blank.institution], activities: [blank.activity], ip_addresses: [blank.ipAddress], instruments: [blank.instrument],
  subjects: [{ ...blank.subject, person, websites: ["a.example"], relationships: [blank.relationship], accounts: [blank.heldAccount] }],
  began: null, ended: null, dollars: 0, no_amount: false, cumulative_dollars: null, narrative: "", filing_date: null, prior_number: "", continuing: false, corrects: false, joint: false, note: "",
} satisfies Required<Schemas["SuspiciousActivityReport"]>;
const ctr = {
  filer, locations: [blank.institution], participants: [{ ...blank.participant, person, accounts: [blank.touchedAccount] }], lines: [blank.cashLine], transaction_date: null, filing_date: null,
  prior_number: "", back_filing: false, aggregated: false, armored_car: false, atm: false, mail_deposit: false, night_deposit: false, shared_branching: false,
} satisfies Required<Schemas["CurrencyTransactionReport"]>;
const ofac = {
  institution: blank.institution, contact: filer.contact, contact_email: "", target: person, authority: "", list_entry: "", property: "", location: "", value_minor: null, currency: "USD", happened_on: null,
  transfer_ids: ["pay_1"], other_parties: ["A"], facts: "",
} satisfies Required<Schemas["OfacReport"]>;

/** Given in another way: a batch file sets the day, an instrument's type follows from what it is, phones have no kind in a CTR. */
const elsewhere: Record<string, RegExp> = {
  sar: /^filing_date$|^instruments\[0\]\.kind$|^filer\..*phone\.kind$/,
  ctr: /^filing_date$|phones?(\[0\])?\.kind$/,
  ofac_blocking: /phones?(\[0\])?\.kind$/,
};

/** Every place that holds a value; a list of texts is one. */
function places(value: Value, at = ""): string[] {
  if (Array.isArray(value)) return typeof value[0] === "object" ? value.flatMap((item, index) => places(item, `${at}[${index}]`)) : [at];
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([name, inner]) => places(inner, at === "" ? name : `${at}.${name}`));
  return [at];
}

const cases: [FilingKind, Value][] = [["sar", sar], ["ctr", ctr], ["ofac_blocking", ofac]];

test.each(cases)("everything that a %s can say has a field of its own place", (kind, report) => {
  const { container } = render(
    <Draft value={{ content: report, put: () => undefined, defects: [], codes: [] }}>
      <ReportForm kind={kind} />
    </Draft>,
  );
  const named = new Set([...container.querySelectorAll("[name]")].map((field) => field.getAttribute("name")));
  const wanted = places(report).filter((place) => !(elsewhere[kind] as RegExp).test(place));

  expect(wanted.filter((place) => !named.has(place))).toEqual([]);
  expect([...named].filter((name) => !places(report).includes(name ?? ""))).toEqual([]);
});

test("a filing that is read shows what is filled in, and no field", () => {
  const report = withValue(withValue(sar, "subjects[0].person.last_name", "Kessler"), "subjects[0].person.birth_date", null);
  const { container } = render(
    <Draft value={{ content: report, put: null, defects: [], codes: [] }}>
      <ReportForm kind="sar" />
    </Draft>,
  );

  expect(container.querySelectorAll("input, select, textarea, button")).toHaveLength(0);
  expect(container.textContent).toContain("Last nameKessler");
  expect(container.textContent).toContain("Date of birthUnknown");
});

test("a report goes into the content of its kind, and comes out of it", () => {
  expect(contentOf("ofac_rejected", ofac)).toEqual({ ofac });
  expect(reportIn(contentOf("ctr", ctr))).toBe(ctr);
});
