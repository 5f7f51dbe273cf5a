import { describe, expect, it } from "vitest";
import { idsOf, kindWords, stateWords, stepWords } from "./words";

describe("words of incidents", () => {
  it("say the guide's step names as people read them", () => {
    expect(stepWords({ name: "isolate_affected_systems" })).toBe("Isolate affected systems");
    expect(stepWords({ name: "seen" })).toBe("Seen in the audit log");
  });

  it("say kinds and states", () => {
    expect(kindWords("security_breach")).toBe("Security breach");
    expect(stateWords("contained")).toBe("Contained");
  });

  it("read ids however they were typed, each once", () => {
    expect(idsOf(" usr_1, usr_2\nusr_1 ")).toEqual(["usr_1", "usr_2"]);
    expect(idsOf("  ")).toEqual([]);
  });
});
