import { describe, expect, it } from "vitest";
import { happeningsIn, sentenceOf } from "./arrivals";

const rows = (...ids: string[]) => ids.map((id) => ({ id, state: "succeeded" }));
const seen = (...ids: string[]) => new Map(ids.map((id) => [id, "succeeded"]));
const fresh = (...given: Parameters<typeof happeningsIn>) => happeningsIn(...given).fresh.map((row) => row.id);

describe("new rows", () => {
  it("are none when the list is first shown", () => {
    expect(fresh(rows("c", "b", "a"), null)).toEqual([]);
  });

  it("are the rows above the first known one", () => {
    expect(fresh(rows("e", "d", "c"), seen("c", "b"))).toEqual(["e", "d"]);
  });

  it("are not the rows that “show more” adds below", () => {
    expect(fresh(rows("c", "b", "a"), seen("c"))).toEqual([]);
  });

  it("include the first payment ever of an empty list", () => {
    expect(fresh(rows("a"), seen())).toEqual(["a"]);
  });

  it("are not claimed when nothing known is left in sight", () => {
    expect(fresh(rows("z", "y"), seen("a"))).toEqual([]);
  });
});

describe("changed rows", () => {
  it("are the known ones in another state", () => {
    const now = [{ id: "b", state: "processing" }, { id: "a", state: "failed" }];
    const { changed } = happeningsIn(now, new Map([["b", "processing"], ["a", "processing"]]));
    expect(changed.map((row) => row.id)).toEqual(["a"]);
  });
});

describe("the sentence", () => {
  it("names one thing and counts many", () => {
    expect(sentenceOf(["$5.00"], [])).toBe("New payment of $5.00.");
    expect(sentenceOf(["$5.00", "$6.00"], [{ amount: "$7.00", word: "paid" }])).toBe("2 new payments, the newest of $5.00. Payment of $7.00: paid.");
    expect(sentenceOf([], [{ amount: "$1", word: "paid" }, { amount: "$2", word: "paid" }])).toBe("2 payments changed.");
    expect(sentenceOf([], [])).toBe("");
  });
});
