import { describe, expect, it } from "vitest";
import { daysUntil, dueInWords, formatDate, formatDateTime, formatDayInWords } from "./dates";

const now = new Date(2026, 10, 23, 23, 30);

describe("dates", () => {
  it("never shift a day by the reader's time zone", () => {
    expect(formatDate("2026-11-30", "en-US")).toBe("November 30, 2026");
    expect(formatDayInWords("2026-11-30", "en-US")).toBe("Monday, November 30");
  });
  it("count days by the calendar, not by hours", () => {
    expect([daysUntil("2026-11-23", now), daysUntil("2026-11-24", now), daysUntil("2026-11-13", now)]).toEqual([0, 1, -10]);
  });
  it.each([
    ["2026-11-11", "12 days overdue"],
    ["2026-11-22", "1 day overdue"],
    ["2026-11-23", "due today"],
    ["2026-11-24", "due tomorrow"],
    ["2026-11-30", "due in 7 days"],
    ["2026-12-01", "due December 1, 2026"],
  ])("says %s as %s", (date, words) => {
    expect(dueInWords(date, now, "en-US")).toBe(words);
  });
  it("name the zone of an instant", () => {
    expect(formatDateTime("2026-11-23T10:00:00.000Z", "en-US", "America/New_York")).toBe("Nov 23, 2026, 5:00 AM EST");
  });
});
