/** Dates and times for people. A plain date ("2026-11-30") is a day in the biller's zone and is never shifted. */

export function formatDate(date: string, locale?: string): string {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split("-").map(Number);
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

/** "Monday, November 30" for promises about the next days. */
export function formatDayInWords(date: string, locale?: string): string {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split("-").map(Number);
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
  return format.format(Date.UTC(year, month - 1, day));
}

/** An instant in the reader's zone, zone named, because a receipt without a zone is ambiguous. */
export function formatDateTime(instant: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short", timeZone,
  }).format(new Date(instant));
}

/** Whole days from today to a date: negative when it has passed. */
export function daysUntil(date: string, now: Date): number {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split("-").map(Number);
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.UTC(year, month - 1, day) - today) / 86_400_000);
}

/** "due today", "due in 3 days", "due November 30, 2026", "12 days overdue". */
export function dueInWords(date: string, now: Date, locale?: string): string {
  const days = daysUntil(date, now);
  if (days < -1) return `${-days} days overdue`;
  if (days === -1) return "1 day overdue";
  if (days === 0) return "due today";
  if (days === 1) return "due tomorrow";
  if (days <= 7) return `due in ${days} days`;
  return `due ${formatDate(date, locale)}`;
}
