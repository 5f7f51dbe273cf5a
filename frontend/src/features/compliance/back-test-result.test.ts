import { expect, it } from "vitest";
import { pairsOf } from "./back-test-result";

it("a day's rules are added up, and quiet days are there with nothing", () => {
  const days = [
    { day: "2026-02-28", code: "velocity", was: 1, would: 0 },
    { day: "2026-02-28", code: "fan_in", was: 2, would: 4 },
  ];
  expect(pairsOf(days, "2026-02-27", "2026-03-01")).toEqual([
    { day: "2026-02-27", was: 0, would: 0 },
    { day: "2026-02-28", was: 3, would: 4 },
    { day: "2026-03-01", was: 0, would: 0 },
  ]);
});
