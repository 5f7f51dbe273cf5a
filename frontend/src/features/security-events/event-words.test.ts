import { expect, test } from "vitest";
import { eventWords } from "./event-words";

test("an event that has no words yet is named as the log names it", () => {
  expect(eventWords("user.signed_in")).toBe("Signed in");
  expect(eventWords("user.passkey_added")).toBe("user: passkey added");
});
