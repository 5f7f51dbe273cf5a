import { describe, expect, it, test } from "vitest";
import type { Rule } from "./rules-api";
import { differencesOf, differenceWords, inputText, ruleSentence, ruleSet, typedNumber } from "./rule-words";

const fanIn: Rule = {
  code: "fan_in", meaning: "Many who never paid this party before pay it within days.", on: true, verdict: "allow", score: 60, again_days: 14,
  params: { days: 7, parties: 8, min_minor: 500_000, average_min_minor: 20_000, usual_factor: 2 },
};

describe("a rule", () => {
  it("is a sentence with its numbers", () => {
    expect(ruleSentence(fanIn)).toBe("8 new payers within 7 days send $5,000.00 together, $200.00 on average, and at least 2 times what is usual.");
  });

  it("that this page does not know is told by its parameters", () => {
    expect(ruleSentence({ code: "new_rule", params: { days: 3, odd_minor: 100 } })).toBe("Days it looks back 3; odd minor $1.00");
  });
});

it("differences are named field by field, in words", () => {
  const before = ruleSet([fanIn]);
  const after = ruleSet([{ ...fanIn, on: false, params: { ...fanIn.params, min_minor: 600_000 } }]);
  expect(differencesOf(before, before)).toEqual([]);
  expect(differencesOf(before, after).map(differenceWords)).toEqual([
    "From many to one: switched on, from on to off",
    "From many to one: amount together, at least, from $5,000.00 to $6,000.00",
  ]);
});

test.each([
  ["min_minor", "5,000.00", 500_000],
  ["min_minor", "five", null],
  ["days", "7", 7],
  ["days", "7.5", null],
])("%s typed as %s is %s", (field, text, value) => {
  expect(typedNumber(field, text)).toBe(value);
});

it("shows money as amounts and counts as they are", () => {
  expect([inputText("min_minor", 500_000), inputText("days", 7)]).toEqual(["5000.00", "7"]);
});
