import { expect, test } from "vitest";
import { answerSaid, dueSaid, narrativeLength, narrativeWords } from "./words";

test("a narrative is counted as it stands in the file: line breaks are spaces", () => {
  expect(narrativeLength(" Who.\n\nWhat  was it? ")).toBe("Who. What was it?".length);
});

test.each([
  [17_000, "17,000 of 17,000 characters."],
  [17_001, "17,001 characters: FinCEN’s form counts 17,000, the file can hold 20,000."],
  [20_005, "20,005 characters: 5 more than a file can hold."],
])("%d characters", (length, words) => {
  expect(narrativeWords("x".repeat(length))).toBe(words);
});

test("an answer without a BSA ID is a rejection, one with remarks a warning", () => {
  const remarks = [{ code: "C4", level: "WARN", text: "Not recorded.", field: "first name", input: "" }];

  expect(answerSaid({ accepted: null, remarks: [] }).words).toBe("No answer yet");
  expect(answerSaid({ accepted: false, remarks }).words).toBe("Rejected");
  expect(answerSaid({ accepted: true, remarks }).words).toBe("Accepted with warnings");
  expect(answerSaid({ accepted: true, remarks: [] }).words).toBe("Accepted");
});

test("what was sent has no clock that runs", () => {
  expect(dueSaid({ days_left: null })).toBeNull();
  expect(dueSaid({ days_left: -2 })).toEqual({ shape: "cross", tone: "bad", words: "2 days late" });
});
