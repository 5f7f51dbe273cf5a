import { expect, test } from "vitest";
import { fileProblems } from "./documents";
import { factsOf, problemsOf } from "./facts-form";

function fields(changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  const typed = {
    given_names: " Trillian ", family_name: "McMillan", birth_date: "1984-04-12", "address.line1": "42 Evergreen Terrace", "address.line2": "", "address.city": "Springfield",
    "address.region": "OH", "address.postal_code": "45501", "address.country": "US", citizenships: "US", "citizenships.1": "", "identification.kind": "ssn",
    "identification.number": "536-90-4399", "identification.country": "US", expected_monthly_minor: "1,200", ...changes,
  };
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

test("what is typed becomes facts", () => {
  const facts = factsOf(fields());
  expect(facts.given_names).toBe("Trillian");
  expect(facts.citizenships).toEqual(["US"]);
  expect(facts.expected_monthly_minor).toBe(120_000);
  expect(facts.is_exposed).toBe(false);
  expect(problemsOf(fields())).toEqual({});
});

test("two citizenships and an office are kept", () => {
  const form = fields({ "citizenships.1": "DE" });
  form.set("is_exposed", "on");
  expect(factsOf(form).citizenships).toEqual(["US", "DE"]);
  expect(factsOf(form).is_exposed).toBe(true);
});

test("each field that is empty has its sentence", () => {
  const empty = fields({ family_name: "", birth_date: "", "address.line1": " ", "address.city": "", "identification.number": "", expected_monthly_minor: "much" });
  expect(Object.keys(problemsOf(empty))).toEqual(["family_name", "birth_date", "address.line1", "address.city", "identification.number", "expected_monthly_minor"]);
});

test("a file must be there and not too large", () => {
  const form = new FormData();
  expect(fileProblems(form)["file"]).toMatch(/Choose/);
  form.set("file", new File(["x"], "passport.png"));
  expect(fileProblems(form)).toEqual({});
  form.set("file", new File([new Uint8Array(10 * 1024 * 1024 + 1)], "passport.png"));
  expect(fileProblems(form)["file"]).toMatch(/10 MB/);
});
