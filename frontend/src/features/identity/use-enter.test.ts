import { describe, expect, it } from "vitest";
import { isOwnPath } from "./use-enter";

describe("isOwnPath", () => {
  it("lets people back to pages of this site only", () => {
    expect(["/bills", "/pay?bills=a", undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", " //evil.example"].map(isOwnPath)).toEqual([true, true, false, false, false, false, false, false, false, false, false]);
  });
});
