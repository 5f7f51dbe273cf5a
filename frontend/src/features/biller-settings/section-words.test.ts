import { describe, expect, it } from "vitest";
import { formatDescription } from "./account-words";
import { newSettings } from "./new-settings";
import { valueInWords } from "./section-words";

describe("formatDescription", () => {
  it("says a pattern in words", () => {
    expect(formatDescription("\\d{10}")).toBe("10 digits");
    expect(formatDescription("NE-\\d{6}")).toBe("NE, then 6 digits");
    expect(formatDescription("(NE|SW)[A-Z]\\d{2}")).toBe("NE or SW, then a letter, then 2 digits");
  });

  it("says nothing rather than something hard to read or wrong", () => {
    expect(formatDescription("[A-F0-9]+")).toBeNull();
    expect(formatDescription("\\d{4,8}")).toBeNull();
    expect(formatDescription("AB?\\d")).toBeNull();
  });
});

describe("valueInWords", () => {
  it("shows none of the values that only the API knows", () => {
    const settings = { ...newSettings, account_number: { pattern: "\\d{10}", label: "Account number", hint: "Top right", example: "1002003001" } };
    const all = (["fees", "cut_off", "payment_rules", "account_number", "second_factor", "bill_files", "support"] as const).map((section) => valueInWords(section, settings)).join("\n");
    expect(all).not.toMatch(/mdy|postal_code|us_federal|\\d|_/);
    expect(valueInWords("second_factor", settings)).toContain("Asks for the ZIP or postal code");
    expect(valueInWords("account_number", settings)).toBe("“Account number”, such as 1002003001; 10 digits; payers read: “Top right”");
  });
});
