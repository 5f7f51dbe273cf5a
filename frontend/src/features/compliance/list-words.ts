import type { Lists, ListVersion, MatchDecision } from "./lists-api";
import type { Said } from "./words";

const HOUR = 3_600_000;

/** "3 hours", "2 days": how long ago, in the unit that says enough. */
export function ageWords(from: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(from)) / 60_000));
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} ${hours === 1 ? "hour" : "hours"}`;
  return `${Math.floor(hours / 24)} days`;
}

/** Whether the newest list may be screened by: fine, due to be looked at, or too old and payments are stopped. */
export function freshness({ data, max_age_hours: most }: Lists, now: number): "none" | "fine" | "late" | "too_old" {
  const [newest] = data;
  if (!newest) return "none";
  const age = now - Date.parse(newest.confirmed_at);
  if (age > most * HOUR) return "too_old";
  return age > (most * HOUR) / 2 ? "late" : "fine";
}

const number = new Intl.NumberFormat(undefined);
export const countWords = (count: number): string => number.format(count);

/** "SDN 17,245, non-SDN 443". */
export const partiesWords = (version: ListVersion): string =>
  Object.entries(version.parties)
    .map(([list, count]) => `${list} ${countWords(count)}`)
    .join(", ");

export const rescreeningSaid = ({ rescreening: { done } }: ListVersion): Said =>
  done ? { shape: "check", tone: "good", words: "Done" } : { shape: "half", tone: "warn", words: "Under way" };

/** "1,200 customers so far, nobody found". */
export function rescreeningWords({ rescreening: { done, screened, alerts } }: ListVersion): string {
  const found = alerts === 0 ? "nobody found" : `${countWords(alerts)} ${alerts === 1 ? "alert" : "alerts"}`;
  return `${countWords(screened)} ${screened === 1 ? "customer" : "customers"}${done ? "" : " so far"}, ${found}`;
}

export function decisionSaid(decision: MatchDecision, now: number): Said {
  if (decision.ended_at !== null) return { shape: "cross", tone: "plain", words: "Taken back" };
  const left = Date.parse(decision.expires_at) - now;
  if (left <= 0) return { shape: "ring", tone: "plain", words: "Ran out" };
  return left < 14 * 24 * HOUR ? { shape: "triangle", tone: "warn", words: "Ends soon" } : { shape: "check", tone: "good", words: "Holds" };
}
