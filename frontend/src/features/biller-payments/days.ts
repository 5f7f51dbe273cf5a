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
