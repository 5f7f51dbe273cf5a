import type { Payment } from "@/api/types";
import { sumMoney, type Money } from "@/lib/money";

/** The date in a zone at an instant, as 2026-11-30. */
export function dayIn(timeZone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
}

/** The last `count` days up to and with `today`, oldest first. */
export function lastDays(today: string, count: number): string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, place) => new Date(end - (count - 1 - place) * 86_400_000).toISOString().slice(0, 10));
}

/** The instant at which a day begins in a zone: the filters of the API are instants, those of the page are days. */
export function startOfDay(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // The offset is taken at the guess and once more at the result, for the days on which clocks change.
  let guess = utc;
  for (let round = 0; round < 2; round += 1) guess = utc - offsetAt(timeZone, new Date(guess));
  return new Date(guess);
}

/** Milliseconds the zone is ahead of UTC. */
function offsetAt(timeZone: string, instant: Date): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(parts["year"] ?? 0, (parts["month"] ?? 1) - 1, parts["day"], parts["hour"], parts["minute"], parts["second"]);
  return local - Math.floor(instant.getTime() / 1_000) * 1_000;
}

/** The last instant of a day in a zone, to the millisecond. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return new Date(startOfDay(next, timeZone).getTime() - 1);
}

export interface DaySum {
  day: string;
  count: number;
  /** What went to bills; fees are not part of it. */
  amount: Money;
}

/** Succeeded payments by the day they succeeded in the biller's zone; days without any are there with zero. */
export function sumByDay(payments: readonly Payment[], days: readonly string[], timeZone: string, currency: string): DaySum[] {
  const byDay = new Map<string, Payment[]>(days.map((day) => [day, []]));
  for (const payment of payments) {
    if (payment.succeeded_at !== null) byDay.get(dayIn(timeZone, new Date(payment.succeeded_at)))?.push(payment);
  }
  return days.map((day) => {
    const ofDay = byDay.get(day) ?? [];
    const amounts = ofDay.map((payment) => payment.amount).filter((amount) => amount.currency === currency);
    return { day, count: ofDay.length, amount: sumMoney(amounts, currency) };
  });
}
