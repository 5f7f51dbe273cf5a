import { describe, expect, it, test } from "vitest";
import { ageWords, decisionSaid, freshness, rescreeningSaid, rescreeningWords } from "./list-words";
import type { Lists, ListVersion, MatchDecision } from "./lists-api";

const now = Date.parse("2026-11-23T12:00:00Z");
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
const lists = (hours: number) => ({ data: [{ confirmed_at: ago(hours) }], max_age_hours: 48, by_remote_service: false }) as Lists;

test.each([
  [0, "less than a minute"],
  [0.5, "30 minutes"],
  [1, "1 hour"],
  [47, "47 hours"],
  [49, "2 days"],
])("%s hours ago is said as %s", (hours, words) => {
  expect(ageWords(ago(hours), now)).toBe(words);
});

test.each([
  [1, "fine"],
  [25, "late"],
  [49, "too_old"],
])("a list last seen %s hours ago is %s", (hours, said) => {
  expect(freshness(lists(hours), now)).toBe(said);
});

const screened = (done: boolean, alerts: number) => ({ rescreening: { done, screened: 1200, alerts } }) as ListVersion;

describe("what is said of a list", () => {
  it("says that there is none", () => {
    expect(freshness({ data: [], max_age_hours: 48, by_remote_service: false }, now)).toBe("none");
  });

  it("tells how far screening the customers again is", () => {
    expect(rescreeningWords(screened(false, 0))).toBe("1,200 customers so far, nobody found");
    expect(rescreeningWords(screened(true, 1))).toBe("1,200 customers, 1 alert");
    expect([rescreeningSaid(screened(false, 0)).words, rescreeningSaid(screened(true, 1)).words]).toEqual(["Under way", "Done"]);
  });
});

test.each([
  [{ ended_at: ago(1), expires_at: ago(-900) }, "Taken back"],
  [{ ended_at: null, expires_at: ago(1) }, "Ran out"],
  [{ ended_at: null, expires_at: ago(-24) }, "Ends soon"],
  [{ ended_at: null, expires_at: ago(-900) }, "Holds"],
])("a decision %o: %s", (decision, words) => {
  expect(decisionSaid(decision as MatchDecision, now).words).toBe(words);
});
