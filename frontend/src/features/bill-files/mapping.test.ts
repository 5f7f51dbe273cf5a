import { describe, expect, it } from "vitest";
import type { Preview } from "./bill-file";
import { columnsUsedTwice, missingFields, rememberedMapping, rememberMapping, sampleOf, unusedColumns } from "./mapping";

const preview: Preview = {
  columns: ["Account", "Invoice", "Total", "Notes"],
  sample: [["1002003001", "INV-1", "", "hi"], ["1002003002", "INV-2", "12.00", ""]],
  mapping: { account_number: "Account" },
  missing: ["bill_number"],
  fields: [
    { name: "account_number", label: "Account number", required: true, hint: "" },
    { name: "bill_number", label: "Bill number", required: true, hint: "" },
    { name: "amount_due", label: "Amount due", required: true, hint: "" },
    { name: "message", label: "Message", required: false, hint: "" },
  ],
};

function memory() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

describe("the mapping of columns to fields", () => {
  it("says which required fields have no column", () => {
    expect(missingFields(preview, preview.mapping).map((field) => field.name)).toEqual(["bill_number", "amount_due"]);
    expect(missingFields(preview, { account_number: "Account", bill_number: "Invoice", amount_due: "Total" })).toEqual([]);
  });

  it("points out a column that is read twice", () => {
    expect(columnsUsedTwice(preview, { account_number: "Account", bill_number: "Account" })).toEqual(new Map([["Account", ["Account number", "Bill number"]]]));
    expect(columnsUsedTwice(preview, { account_number: "Account", bill_number: "Invoice" }).size).toBe(0);
  });

  it("names the columns that are not read", () => {
    expect(unusedColumns(preview, { account_number: "Account", amount_due: "Total" })).toEqual(["Invoice", "Notes"]);
  });

  it("shows the first value of a column that is not blank", () => {
    expect(sampleOf(preview, "Total")).toBe("12.00");
    expect(sampleOf(preview, "Nothing")).toBeNull();
    expect(sampleOf(preview, undefined)).toBeNull();
  });
});

describe("a remembered mapping", () => {
  it("comes back for the same biller and columns", () => {
    const store = memory();
    rememberMapping(store, "blr_1", preview.columns, { account_number: "Account", bill_number: "Invoice" });
    expect(rememberedMapping(store, "blr_1", preview)).toEqual({ account_number: "Account", bill_number: "Invoice" });
  });

  it("is not used for another biller or other columns", () => {
    const store = memory();
    rememberMapping(store, "blr_1", preview.columns, { account_number: "Account" });
    expect(rememberedMapping(store, "blr_2", preview)).toBeNull();
    expect(rememberedMapping(store, "blr_1", { ...preview, columns: ["Account"] })).toBeNull();
  });

  it("loses fields that no longer exist", () => {
    const store = memory();
    rememberMapping(store, "blr_1", preview.columns, { account_number: "Account", gone: "Notes" });
    expect(rememberedMapping(store, "blr_1", preview)).toEqual({ account_number: "Account" });
  });

  it("is passed over when what is stored is not one", () => {
    const broken = { getItem: () => "{", setItem: () => undefined };
    expect(rememberedMapping(broken, "blr_1", preview)).toBeNull();
  });
});
