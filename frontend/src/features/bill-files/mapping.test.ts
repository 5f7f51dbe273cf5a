import { describe, expect, it } from "vitest";
import type { Preview } from "./bill-file";
import { columnsUsedTwice, missingFields, sampleOf, unusedColumns } from "./mapping";

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
