import { describe, expect, it } from "vitest";
import type { Payment } from "@/api/types";
import { dayIn, endOfDay, lastDays, startOfDay, sumByDay } from "./days";

const paid = (succeeded_at: string | null, amount_minor: number) => ({ succeeded_at, amount: { amount_minor, currency: "USD" } }) as Payment;

const hours = (day: string) => (endOfDay(day, "America/New_York").getTime() + 1 - startOfDay(day, "America/New_York").getTime()) / 3_600_000;

describe("days of a biller", () => {
  it("are days of its zone, not of the reader's", () => {
    expect(dayIn("America/Los_Angeles", new Date("2026-11-23T07:59:00Z"))).toBe("2026-11-22");
    expect(dayIn("America/Los_Angeles", new Date("2026-11-23T08:00:00Z"))).toBe("2026-11-23");
  });

  it("are counted over months' ends", () => {
    expect(lastDays("2026-03-02", 4)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  });
});

describe("a day's first and last instant", () => {
  it("are those of the zone", () => {
    expect(startOfDay("2026-11-23", "America/Los_Angeles").toISOString()).toBe("2026-11-23T08:00:00.000Z");
    expect(endOfDay("2026-11-23", "America/Los_Angeles").toISOString()).toBe("2026-11-24T07:59:59.999Z");
    expect(startOfDay("2026-11-23", "Pacific/Auckland").toISOString()).toBe("2026-11-22T11:00:00.000Z");
  });

  it("leave 23 or 25 hours on the days when clocks change", () => {
    expect([hours("2026-03-08"), hours("2026-11-01"), hours("2026-11-02")]).toEqual([23, 25, 24]);
  });
});

describe("payments by day", () => {
  const days = lastDays("2026-11-23", 2);

  it("are summed by the day they succeeded, and a day without any is zero", () => {
    const sums = sumByDay([paid("2026-11-23T10:00:00Z", 100), paid("2026-11-23T11:00:00Z", 250)], days, "UTC", "USD");
    expect(sums.map((sum) => [sum.day, sum.count, sum.amount.amount_minor])).toEqual([
      ["2026-11-22", 0, 0],
      ["2026-11-23", 2, 350],
    ]);
  });

  it("leave out what has not succeeded and what is older", () => {
    const sums = sumByDay([paid(null, 100), paid("2026-11-01T10:00:00Z", 5)], days, "UTC", "USD");
    expect(sums.map((sum) => sum.count)).toEqual([0, 0]);
  });
});
