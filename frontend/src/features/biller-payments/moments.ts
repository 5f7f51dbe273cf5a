/** Day, time to the millisecond and zone: in a payment's story several things happen within one second. */
export function formatMoment(instant: string, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short", timeZone,
  }).format(new Date(instant));
}
