import { describe, expect, it } from "vitest";
import type { PublicStatus, State, StatusDay } from "./api";
import { barsOf, overallWords, shareWords } from "./words";

const day = (name: string, share: number | null): StatusDay => ({ day: name, shares: [{ component: "payments", share }] });
const status = (...states: State[]): PublicStatus => ({
  at: "2026-11-23T12:00:00Z", components: states.map((state) => ({ component: "payments" as const, state })), incidents: [], maintenance: [], days: [], is_whole: true,
});

describe("words of the public status", () => {
  it("begin with the worst", () => {
    expect(overallWords(status("working", "working"))).toBe("Everything works.");
    expect(overallWords(status("working", "disrupted"))).toBe("Some of it is slow or fails at times.");
    expect(overallWords(status("disrupted", "paused"))).toBe("New payments are paused.");
    expect(overallWords(status("paused", "down"))).toBe("The service does not work just now.");
  });

  it("draw 90 days and claim nothing of those that were not measured", () => {
    const bars = barsOf("payments", [day("2026-11-21", 1), day("2026-11-22", 0.97), day("2026-11-23", 0.5)], new Date("2026-11-23T12:00:00Z"));
    expect(bars).toHaveLength(90);
    expect(bars.slice(-4).map(({ look }) => look)).toEqual(["none", "good", "partly", "bad"]);
    expect(bars.at(-1)?.day).toBe("2026-11-23");
  });

  it("never round a share up to all of it", () => {
    expect(shareWords("payments", [day("2026-11-22", 0.99999)])).toBe("Worked in 99.99 % of the minutes measured on 1 day");
    expect(shareWords("payments", [day("2026-11-22", 1), day("2026-11-23", 0.5)])).toBe("Worked in 75 % of the minutes measured on 2 days");
    expect(shareWords("payments", [])).toBe("Not measured yet");
  });
});
