import { describe, expect, it } from "vitest";
import { columnsOf, figuresOf, hitsOf, movementsOf, stepsOf } from "./evidence";

const step = (from: string, to: string) => ({ from, to, amountMinor: null });

describe("evidence", () => {
  it("gives hits with their names word beside word", () => {
    const [hit] = hitsOf({
      hits: [{ list: "SDN", list_id: "101", listed_name: "VORONTSEV, Arkady", score: 0.91, reasons: ["same words: arkady"], side_by_side: [{ asked: "arkadi", listed: "arkady", how: "spelled alike", likeness: 0.9 }] }],
    });

    expect(hit?.listedName).toBe("VORONTSEV, Arkady");
    expect(hit?.beside).toEqual([{ asked: "arkadi", listed: "arkady", how: "spelled alike", likeness: 0.9 }]);
    expect(hit?.programs).toEqual([]);
  });

  it("leaves out what is in no form that can be drawn", () => {
    expect(hitsOf({ hits: "many" })).toEqual([]);
    expect(movementsOf({ timeline: [{ at: "yesterday" }, 3, null] })).toEqual([]);
    expect(stepsOf({ path: [{ from: "a" }] })).toEqual([]);
  });

  it("shows the figures that are in no picture", () => {
    expect(figuresOf({ hits: [], total_minor: 950_000, days: 3, countries: ["IR", "KP"], nested: { a: 1 }, empty: "" })).toEqual([
      { name: "total", value: 950_000, isAmount: true },
      { name: "days", value: 3, isAmount: false },
      { name: "countries", value: "IR, KP", isAmount: false },
    ]);
  });

  it("puts those whom money reaches later further right", () => {
    expect(columnsOf([step("a", "m"), step("b", "m"), step("m", "z")])).toEqual([["a", "b"], ["m"], ["z"]]);
  });

  it("ends for money that comes back to where it began", () => {
    expect(columnsOf([step("a", "b"), step("b", "c"), step("c", "a")])).toEqual([["a"], ["b"], ["c"]]);
  });
});
