import type { Component, PublicStatus, State, StatusDay } from "./api";

const names: Record<Component, string> = {
  payments: "Paying by card",
  receipts: "Bills, payments and receipts",
  bills: "Upload of bills",
  messages: "Mail and messages to billers",
};

export const componentWords = (component: Component) => names[component];

const states: Record<State, string> = { working: "Working", disrupted: "Slow or failing at times", paused: "Paused by us", down: "Not working" };

export const stateWords = (state: State) => states[state];

/** The sentence at the head of the page. */
export function overallWords(status: PublicStatus): string {
  const found = status.components.map(({ state }) => state);
  if (found.includes("down")) return "The service does not work just now.";
  if (found.includes("paused")) return "New payments are paused.";
  if (found.includes("disrupted")) return "Some of it is slow or fails at times.";
  return "Everything works.";
}

export type DayLook = "good" | "partly" | "bad" | "none";

export interface DayBar {
  day: string;
  look: DayLook;
}

const DAY = 86_400_000;
const GOOD = 0.999;
const BAD = 0.95;

/** A bar for each of the last 90 days up to today (UTC); a day of which nothing was measured says so. */
export function barsOf(component: Component, days: readonly StatusDay[], now: Date): DayBar[] {
  const shares = new Map(days.map(({ day, shares: all }) => [day, all.find((one) => one.component === component)?.share ?? null]));
  return Array.from({ length: 90 }, (_, index) => {
    const day = new Date(now.getTime() - (89 - index) * DAY).toISOString().slice(0, 10);
    return { day, look: lookOf(shares.get(day) ?? null) };
  });
}

function lookOf(share: number | null): DayLook {
  if (share === null) return "none";
  if (share >= GOOD) return "good";
  return share >= BAD ? "partly" : "bad";
}

/** "Worked in 99.98 % of the minutes measured on 12 days"; an average over days, each of the same weight. */
export function shareWords(component: Component, days: readonly StatusDay[]): string {
  const shares = days.flatMap(({ shares: all }) => all.filter((one) => one.component === component && one.share !== null).map((one) => one.share ?? 0));
  if (shares.length === 0) return "Not measured yet";
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  // Cut, not rounded: 99.999 is not 100.
  const percent = Math.floor(mean * 10_000) / 100;
  return `Worked in ${percent} % of the minutes measured on ${shares.length} ${shares.length === 1 ? "day" : "days"}`;
}
