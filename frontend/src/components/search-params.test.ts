import { describe, expect, it } from "vitest";
import { choiceParam, countParam, dayParam, textParam } from "./search-params";

describe("filters of the address bar", () => {
  it("keep an account number as text, which the router reads as a number", () => {
    expect(textParam(1002003001)).toBe("1002003001");
    expect(textParam(" 0012 ")).toBe("0012");
    expect(textParam("")).toBeUndefined();
    expect(textParam({})).toBeUndefined();
  });

  it("take only days that exist", () => {
    expect(dayParam("2026-02-28")).toBe("2026-02-28");
    expect(dayParam("2026-02-30")).toBeUndefined();
    expect(dayParam("yesterday")).toBeUndefined();
  });

  it("take only known choices", () => {
    expect(choiceParam("open", ["open", "paid"])).toBe("open");
    expect(choiceParam("opne", ["open", "paid"])).toBeUndefined();
  });

  it("take whole counts", () => {
    expect(countParam("17")).toBe(17);
    expect(countParam(0)).toBe(0);
    expect(countParam(-1)).toBeUndefined();
    expect(countParam(1.5)).toBeUndefined();
  });
});
