import { describe, expect, it } from "vitest";
import { basisPointsText, changedSections, feeExample, feeMinor, parseBasisPoints, type BillerSettings, type FeeRule } from "./settings";

const percent: FeeRule = { method: "card", model: "percent", flat_minor: 0, basis_points: 200, minimum_minor: 100, maximum_minor: 995 };
const flat: FeeRule = { ...percent, model: "flat", flat_minor: 150 };
const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });

describe("the fee of the example", () => {
  it("is the flat amount, whatever the bill", () => {
    expect([feeMinor(flat, 1), feeMinor(flat, 10_000_000)]).toEqual([150, 150]);
  });

  it("is a percentage rounded half up, between its limits", () => {
    const free = { ...percent, minimum_minor: 0, maximum_minor: null };
    expect([feeMinor(free, 24), feeMinor(free, 25), feeMinor(free, 10_000)]).toEqual([0, 1, 200]);
    expect([feeMinor(percent, 1_000), feeMinor(percent, 10_000), feeMinor(percent, 1_000_000)]).toEqual([100, 200, 995]);
  });

  it("is exact where a floating-point product would not be", () => {
    const rule = { ...percent, basis_points: 999, minimum_minor: 0, maximum_minor: null };
    expect(feeMinor(rule, 9_007_199_254_740_991)).toBe(899_819_205_548_625);
  });

  it("is nothing when the biller takes it, or nothing is paid", () => {
    expect([feeMinor({ ...flat, model: "absorbed" }, 10_000), feeMinor(flat, 0)]).toEqual([0, 0]);
  });

  it("is told in one sentence", () => {
    expect(feeExample(flat, usd(10_000))).toBe("A $100.00 bill by card costs the payer $101.50: $100.00 for the bill and a fee of $1.50.");
    expect(feeExample({ ...flat, method: "bank", model: "absorbed" }, usd(10_000))).toBe("A $100.00 bill by bank account costs the payer $100.00. There is no fee.");
  });
});

describe("a percentage", () => {
  it("is read with a point or a comma, with or without its sign", () => {
    expect(["2", "2.5", "2,50 %", "0.25"].map(parseBasisPoints)).toEqual([200, 250, 250, 25]);
  });

  it("is refused with more than two decimals, a sign or letters", () => {
    expect(["2.555", "-2", "two", ""].map(parseBasisPoints)).toEqual([null, null, null, null]);
  });

  it("is written as short as it can be", () => {
    expect([200, 250, 225, 5].map(basisPointsText)).toEqual(["2", "2.5", "2.25", "0.05"]);
  });
});

describe("what has changed", () => {
  const settings: BillerSettings = {
    id: "blr_1", version: 3, time_zone: "America/Los_Angeles", slug: "riverton-water", name: "City of Riverton Water", category: "Water", currency: "USD",
    logo_text: "RW", statement_descriptor: "RIVERTON WATER", support: { phone: "", email: "", url: "" }, fees: [flat],
    cut_off: { local_time: "17:00", time_zone: "America/Los_Angeles", banking_days_to_deliver: { card: 1 }, holidays: "us_federal_reserve" },
    payment_rules: { partial: true, minimum_minor: 0, over_payment: false, maximum_minor: 0 },
    account_number: { pattern: "\\d{10}", label: "Account number", hint: "", example: "1002003001" },
    second_factor: { kind: "postal_code", label: "ZIP code", hint: "" }, bill_files: { date_order: "mdy", decimal_mark: "." },
  };

  it("is nothing for a copy", () => {
    expect(changedSections(settings, structuredClone(settings))).toEqual([]);
  });

  it("names the sections, by what is in them", () => {
    const after = structuredClone(settings);
    after.fees[0] = { ...flat, flat_minor: 200 };
    after.cut_off.local_time = "16:00";
    expect(changedSections(settings, after)).toEqual(["fees", "cut_off"]);
  });
});
