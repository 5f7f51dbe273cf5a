import { expect, test } from "vitest";
import { choicesFor } from "./customer-review";
import { addressOf } from "./document-view";

test.each([
  ["submitted", ["approve", "ask", "reject", "note", "rate"]],
  ["in_review", ["approve", "ask", "reject", "note", "rate"]],
  ["approved", ["review", "ask", "note", "rate"]],
  ["rejected", ["ask", "note", "rate"]],
  ["expired", ["note", "rate"]],
] as const)("what can be decided about who is %s", (state, acts) => {
  expect(choicesFor(state).map(({ act }) => act)).toEqual(acts);
});

test("no two choices have one key", () => {
  const keys = choicesFor("submitted").map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("an address is one line without gaps", () => {
  expect(addressOf({ line1: "42 Evergreen Terrace", line2: "", city: "Springfield", region: "OH", postal_code: "45501", country: "US" })).toBe(
    "42 Evergreen Terrace, Springfield, OH 45501, United States",
  );
});
