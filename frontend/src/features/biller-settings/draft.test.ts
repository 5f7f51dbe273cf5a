import { describe, expect, it } from "vitest";
import { draftOf, readDraft, serverErrors } from "./draft";
import { newSettings } from "./new-settings";
import type { WritableSettings } from "./settings";

const settings: WritableSettings = {
  ...newSettings,
  slug: "northwind-energy", name: "Northwind Energy", logo_text: "NE", statement_descriptor: "NORTHWIND ENERGY",
  fees: [{ method: "card", model: "percent", flat_minor: 0, basis_points: 225, minimum_minor: 100, maximum_minor: 995 }],
  cut_off: { local_time: "17:00", time_zone: "America/Chicago", banking_days_to_deliver: { card: 1 }, holidays: "us_federal_reserve" },
  account_number: { pattern: "NE-\\d{6}", label: "Account number", hint: "", example: "NE-123456" },
  second_factor: { kind: "last_name", label: "Last name", hint: "" },
};

describe("the settings form", () => {
  it("gives back what it was filled with", () => {
    expect(readDraft(draftOf(settings))).toEqual({ values: settings, errors: {} });
  });

  it("says which fields are wrong, by name", () => {
    const { errors } = readDraft({
      ...draftOf(settings), "fees.card.basis_points": "50", "fees.card.minimum_minor": "lots", "cut_off.local_time": "5 pm", "account_number.example": "12", name: " ",
    });
    expect(Object.keys(errors).toSorted()).toEqual(["account_number.example", "cut_off.local_time", "fees.card.basis_points", "fees.card.minimum_minor", "name"]);
  });

  it("wants at least one way of paying", () => {
    expect(readDraft({ ...draftOf(settings), "fees.card.accepted": "" }).errors).toHaveProperty(["fees.card.accepted"]);
  });

  it("wants a limit where more than the bill may be paid", () => {
    expect(readDraft({ ...draftOf(settings), "payment_rules.over_payment": "yes" }).errors).toHaveProperty(["payment_rules.maximum_minor"]);
  });

  it("does not read the fields of another fee model", () => {
    const { values, errors } = readDraft({ ...draftOf(settings), "fees.card.model": "absorbed", "fees.card.basis_points": "nonsense" });
    expect(errors).toEqual({});
    expect(values.fees[0]).toMatchObject({ model: "absorbed", basis_points: 0, maximum_minor: null });
  });

  it("puts the server's complaint about a fee rule beside its method", () => {
    expect(serverErrors([{ field: "fees.0.basis_points", message: "At most 1000 (10 %)." }, { field: "slug", message: "Taken." }], settings)).toEqual({
      "fees.card.basis_points": "At most 1000 (10 %).",
      slug: "Taken.",
    });
  });
});
