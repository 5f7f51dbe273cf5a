import { describe, expect, it } from "vitest";
import { exponent, formatMoney, parseMoney, sumMoney, toDecimalString, toInputText } from "./money";

describe("formatMoney", () => {
  it.each([
    [10200, "USD", "en-US", "$102.00"],
    [5, "USD", "en-US", "$0.05"],
    [-1234, "USD", "en-US", "-$12.34"],
    [1234, "JPY", "en-US", "¥1,234"],
    [1234, "KWD", "en-US", "KWD 1.234"],
    [123456, "EUR", "de-DE", "1.234,56 €"],
    [100000000, "BTC", "en-US", "BTC 1.00000000"],
    [Number.MAX_SAFE_INTEGER, "USD", "en-US", "$90,071,992,547,409.91"],
  ])("shows %d minor units of %s in %s", (amount, currency, locale, expected) => {
    const shown = formatMoney({ amount_minor: amount, currency }, locale).replace(/\u00a0|\u202f/g, " ");
    expect(shown).toBe(expected);
  });
});

describe("exponent and toDecimalString", () => {
  it("follow ISO 4217", () => {
    expect([exponent("USD"), exponent("JPY"), exponent("KWD"), exponent("BTC")]).toEqual([2, 0, 3, 8]);
    expect(toDecimalString(7, "KWD")).toBe("0.007");
    expect(toDecimalString(9007199254740993n, "USD")).toBe("90071992547409.93");
  });
  it("gives inputs the decimal sign of the locale", () => {
    expect(toInputText({ amount_minor: 123456, currency: "USD" }, "en-US")).toBe("1234.56");
    expect(toInputText({ amount_minor: 123456, currency: "EUR" }, "de-DE")).toBe("1234,56");
  });
});

describe("parseMoney", () => {
  it.each([
    ["84.20", "USD", "en-US", 8420],
    ["$84.20", "USD", "en-US", 8420],
    [" 84 ", "USD", "en-US", 8400],
    ["84.2", "USD", "en-US", 8420],
    [".5", "USD", "en-US", 50],
    ["84.", "USD", "en-US", 8400],
    ["1,234.56", "USD", "en-US", 123456],
    ["USD 1,234", "USD", "en-US", 123400],
    ["84.2000", "USD", "en-US", 8420],
    ["1.234,56 €", "EUR", "de-DE", 123456],
    ["12,50", "EUR", "de-DE", 1250],
    ["1 234,56", "EUR", "fr-FR", 123456],
    ["１２．５０", "USD", "en-US", 1250],
    ["0.1", "USD", "en-US", 10],
    ["1234", "JPY", "en-US", 1234],
    ["1.5", "KWD", "en-US", 1500],
  ])("reads %s (%s, %s)", (text, currency, locale, expected) => {
    expect(parseMoney(text, currency, locale)).toEqual({ ok: true, amountMinor: expected });
  });

  it.each([
    ["", "empty"],
    ["  $ ", "empty"],
    ["abc", "not_a_number"],
    [".", "not_a_number"],
    ["-5", "not_a_number"],
    ["12,50", "not_a_number"],
    ["1,23,456", "not_a_number"],
    ["1.234,56", "not_a_number"],
    ["1e5", "not_a_number"],
    ["84.205", "too_many_decimals"],
    ["99999999999999999", "too_large"],
  ])("refuses %s as %s", (text, reason) => {
    expect(parseMoney(text, "USD", "en-US")).toEqual({ ok: false, reason });
  });

  it("reads back what formatMoney shows", () => {
    for (const locale of ["en-US", "de-DE", "fr-FR", "en-IN", "de-CH"]) {
      for (const amount of [0, 1, 99, 100, 123456, 99999999]) {
        const shown = formatMoney({ amount_minor: amount, currency: "EUR" }, locale);
        expect(parseMoney(shown, "EUR", locale)).toEqual({ ok: true, amountMinor: amount });
      }
    }
  });
});

describe("sumMoney", () => {
  it("adds one currency and refuses two", () => {
    expect(sumMoney([{ amount_minor: 1, currency: "USD" }, { amount_minor: 2, currency: "USD" }], "USD").amount_minor).toBe(3);
    expect(() => sumMoney([{ amount_minor: 1, currency: "EUR" }], "USD")).toThrow();
  });
});
