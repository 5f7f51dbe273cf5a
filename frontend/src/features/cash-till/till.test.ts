import { describe, expect, it, test } from "vitest";
import type { CashDay } from "./api";
import { counterName } from "./counter-name";
import { changeWords, mustAsk, orderOf, problemsOf, totalOf, whyAsked } from "./till";

const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });
const day: CashDay = {
  business_day: "2026-11-23", time_zone: "America/Los_Angeles", identify_from: usd(300_000), report_over: usd(1_000_000),
  counters: [{ location: "main-office", count: 2, total: usd(15_000) }, { location: "window-2", count: 1, total: usd(500) }],
};
const nobody = { conductor: false, onBehalfOf: false };

function form(values: Record<string, string>): FormData {
  const fields = new FormData();
  for (const [name, value] of Object.entries({ amount: "102.50", tendered_minor: "120", location: "Main office", email: "", ...values })) fields.set(name, value);
  return fields;
}

test.each([
  ["Main office", "main-office"],
  [" Café №2 ", "cafe-no2"],
  ["—", ""],
])("the counter %s is %s", (typed, name) => {
  expect(counterName(typed)).toBe(name);
});

test.each([
  [10_250, 12_000, "Give back $17.50."],
  [10_250, 10_250, "Nothing to give back."],
  [10_250, 10_000, "$2.50 is missing."],
  [null, 10_000, ""],
])("of %s with %s handed over: %s", (amount, tendered, words) => {
  expect(changeWords(amount, tendered, "USD")).toBe(words);
});

describe("who pays", () => {
  it("is asked from the amount of the law on, and told why", () => {
    expect([mustAsk(299_999, day), mustAsk(300_000, day), mustAsk(null, day)]).toEqual([false, true, false]);
    expect(whyAsked(300_000, day)).toMatch(/^From \$3,000.00 in cash on/);
    expect(whyAsked(200_000, day)).toMatch(/more than \$10,000.00/);
  });

  it("is asked for whole", () => {
    const found = problemsOf(form({ "conductor.family_name": "Prefect" }), "USD", { conductor: true, onBehalfOf: false });
    expect(Object.keys(found)).toEqual(["conductor.birth_date", "conductor.address.line1", "conductor.address.city", "conductor.identification.number"]);
  });
});

describe("the form", () => {
  it("refuses too little cash and a counter without a name", () => {
    expect(problemsOf(form({ tendered_minor: "100", location: "!" }), "USD", nobody)).toEqual({ tendered_minor: "$2.50 is missing.", location: "Name the counter, such as main office." });
    expect(problemsOf(form({ amount: "ten", tendered_minor: "" }), "USD", nobody)).toHaveProperty("amount");
  });

  it("becomes the request", () => {
    expect(problemsOf(form({}), "USD", nobody)).toEqual({});
    expect(orderOf(form({}), "bil_1", "USD", nobody)).toEqual({
      items: [{ bill_id: "bil_1", amount_minor: 10_250 }], tendered_minor: 12_000, location: "main-office", conductor: null, on_behalf_of: null, email: null,
    });
  });
});

it("adds the counters up", () => {
  expect(totalOf(day)).toEqual(usd(15_500));
});
