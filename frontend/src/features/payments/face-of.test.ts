import { describe, expect, it } from "vitest";
import { faceOf, spelledOut } from "./face-of";
import { faces } from "./status-words";

describe("faceOf", () => {
  it("says in every state that ends without money that nothing was charged", () => {
    for (const state of ["failed", "blocked", "expired", "canceled"] as const) {
      expect(faceOf({ state, reason: null }).body.join(" ")).toContain("Nothing was charged");
    }
  });

  it("tells payers of undecided payments not to pay again", () => {
    for (const state of ["processing", "unknown", "held"] as const) expect(faces[state].body.join(" ").toLowerCase()).toContain("pay again");
  });

  it("tells who comes back from the card page that the card was declined there and nothing was charged", () => {
    const face = faceOf({ state: "requires_action", reason: { code: "insufficient_funds", message: "x" } });
    expect(face.title).toBe("Your card was declined");
    expect(face.body).toEqual(["The card does not have enough money for this payment.", "Nothing was charged."]);
    expect(faceOf({ state: "requires_action", reason: null })).toBe(faces.requires_action);
  });

  it("explains a refusal in human words and never names a card stolen", () => {
    expect(faceOf({ state: "failed", reason: { code: "insufficient_funds", message: "x" } }).body[0]).toContain("enough money");
    expect(faceOf({ state: "failed", reason: { code: "stolen_card", message: "Stolen card." } }).body.join(" ")).not.toMatch(/stolen/i);
  });

  it("falls back on the processor's sentence for a code it does not know", () => {
    expect(faceOf({ state: "failed", reason: { code: "new_code", message: "The bank said no." } }).body).toEqual(["The bank said no.", "Nothing was charged."]);
  });

  it("tells the loser of two payments that the bill is paid", () => {
    expect(faceOf({ state: "canceled", reason: { code: "bill_already_paid", message: "" } }).title).toBe("This bill was already paid");
  });
});

describe("spelledOut", () => {
  it("parts a confirmation number into what can be said", () => {
    expect(spelledOut("7KQ4-M2XD-9F")).toBe("7 K Q 4, M 2 X D, 9 F");
  });
});
