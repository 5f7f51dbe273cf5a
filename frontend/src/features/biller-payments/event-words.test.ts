import { describe, expect, it } from "vitest";
import { eventInWords } from "./event-words";

describe("eventInWords", () => {
  it("says what an event means", () => expect(eventInWords("payment_intent.succeeded")).toBe("The card was charged"));

  it("makes a name it does not know readable", () => expect(eventInWords("charge.dispute.created")).toBe("Charge dispute created"));
});
