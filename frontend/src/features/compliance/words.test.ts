import { describe, expect, it } from "vitest";
import { codeWords, daysLeftWords, deadlineSaid, entryWords } from "./words";

describe("the desk's words", () => {
  it("say how long is left, and how late it is", () => {
    expect([5, 1, 0, -1, -12].map(daysLeftWords)).toEqual(["5 days left", "1 day left", "due today", "1 day late", "12 days late"]);
  });

  it("warn in the last three days and cry when it is over", () => {
    expect([4, 3, 0, -1].map((days) => deadlineSaid(days).tone)).toEqual(["plain", "warn", "warn", "bad"]);
  });

  it("read a code that is not known yet as its words", () => {
    expect(codeWords("sanctions")).toBe("Sanctions list");
    expect(codeWords("some_new_rule")).toBe("some new rule");
    expect(entryWords("filing_sent")).toBe("filing sent");
  });
});
