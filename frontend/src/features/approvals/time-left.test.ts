import { expect, test } from "vitest";
import { timeLeft } from "./time-left";

const now = Date.parse("2026-11-23T10:00:00Z");

test.each([
  ["2026-11-23T09:59:59Z", "Its time has run out"],
  ["2026-11-23T10:00:00Z", "Its time has run out"],
  ["2026-11-23T10:01:00Z", "1 minute left"],
  ["2026-11-23T10:59:59Z", "59 minutes left"],
  ["2026-11-23T11:00:00Z", "1 hour left"],
  ["2026-11-25T09:00:00Z", "47 hours left"],
  ["2026-11-26T10:00:00Z", "3 days left"],
])("until %s: %s", (expiresAt, words) => {
  expect(timeLeft(expiresAt, now)).toBe(words);
});
