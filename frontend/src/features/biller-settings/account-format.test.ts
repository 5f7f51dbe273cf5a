import { describe, expect, it } from "vitest";
import { tryNumber } from "./account-format";

const outcome = (pattern: string, typed: string) => tryNumber(pattern, typed).outcome;

describe("the account number that is tried", () => {
  it("fits without regard to spaces, dashes and letter case", () => {
    expect(outcome("\\d{10}", "1002 003 001")).toBe("fits");
    expect(outcome("NE-\\d{6}", "ne123456")).toBe("fits");
    expect(outcome("^\\d{2}-\\d{3}-\\d{3}$", "12345678")).toBe("fits");
    expect(outcome("(NE|SW)\\d{2}", "sw-12")).toBe("fits");
  });

  it("does not fit with a digit more or less", () => {
    expect(outcome("\\d{10}", "100200300")).toBe("does_not_fit");
    expect(outcome("\\d{10}", "10020030011")).toBe("does_not_fit");
  });

  it("shows the number as it is compared", () => {
    expect(tryNumber("NE-\\d{6}", " ne–123456 ")).toEqual({ outcome: "fits", key: "NE123456" });
  });

  it("refuses patterns beyond the simple ones, which could run for ever", () => {
    expect(outcome("(a+)+", "aaaa")).toBe("bad_pattern");
    expect(outcome(".*", "1")).toBe("bad_pattern");
    expect(outcome("", "1")).toBe("bad_pattern");
  });

  it("waits for something to be typed", () => {
    expect(outcome("\\d{10}", "  ")).toBe("empty");
  });
});
