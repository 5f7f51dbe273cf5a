import { describe, expect, it } from "vitest";
import { arrivalsIn } from "./arrivals";

const idOf = (id: string) => id;

describe("arrivals", () => {
  it("are none when the list is first shown", () => {
    expect(arrivalsIn(["c", "b", "a"], null, idOf).fresh).toEqual([]);
  });

  it("are the rows above the first known one", () => {
    expect(arrivalsIn(["e", "d", "c"], new Set(["c", "b"]), idOf).fresh).toEqual(["e", "d"]);
  });

  it("are not the rows that “show more” adds below", () => {
    expect(arrivalsIn(["c", "b", "a"], new Set(["c"]), idOf).fresh).toEqual([]);
  });

  it("include the first payment ever of an empty list", () => {
    expect(arrivalsIn(["a"], new Set(), idOf).fresh).toEqual(["a"]);
  });

  it("are not claimed when nothing known is left in sight", () => {
    expect(arrivalsIn(["z", "y"], new Set(["a"]), idOf).fresh).toEqual([]);
  });
});
