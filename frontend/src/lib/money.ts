/**
 * Money in the browser: integer minor units and an ISO 4217 code, shown by Intl.
 *
 * An amount never becomes a floating-point number of major units: Intl gets a decimal string, and typed text is
 * cut into digits. Amounts on the wire are JSON integers, so they stay below 2^53.
 */
export interface Money {
  amount_minor: number;
  currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** How many decimals the currency has: USD 2, JPY 0, KWD 3, BTC 8 (Intl does not know it). */
export function exponent(currency: string): number {
  if (currency === "BTC") return 8;
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** 10200, "USD" -> "102.00". Exact for every integer. */
export function toDecimalString(amountMinor: number | bigint, currency: string): string {
  const digits = exponent(currency);
  const minor = BigInt(amountMinor);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** "$102.00" in the reader's locale. */
export function formatMoney(money: Money, locale?: string): string {
  const digits = exponent(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(toDecimalString(money.amount_minor, money.currency) as Intl.StringNumericLiteral);
}

/** What an input shows for an amount: the locale's decimal sign, no symbol, no grouping. */
export function toInputText(money: Money, locale?: string): string {
  return toDecimalString(money.amount_minor, money.currency).replace(".", separators(locale).decimal);
}

/** Adds amounts of one currency. Throws on mixed currencies: that would be a bug, not an input mistake. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let total = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new Error(`Cannot add ${amount.currency} to ${currency}`);
    total += amount.amount_minor;
  }
  return { amount_minor: total, currency };
}

export type ParsedAmount =
  | { ok: true; amountMinor: number }
  | { ok: false; reason: "empty" | "not_a_number" | "too_many_decimals" | "too_large" };

/** `inner` is the size of the groups before the last three digits: 3 in most places, 2 in India. */
function separators(locale?: string): { decimal: string; group: string; inner: number } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  return {
    decimal: parts.find((part) => part.type === "decimal")?.value ?? ".",
    group: parts.find((part) => part.type === "group")?.value ?? "",
    inner: parts.filter((part) => part.type === "integer").at(-2)?.value.length ?? 3,
  };
}

const escapeSign = (sign: string) => sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Typed text -> minor units, by the locale's own separators.
 *
 * Spaces, the currency's symbol and its code are ignored. Grouping must be complete, so that "12,50" typed by someone
 * whose decimal sign is "." is refused and never read as 1250.
 */
export function parseMoney(text: string, currency: string, locale?: string): ParsedAmount {
  const { decimal, group, inner } = separators(locale);
  const symbol = new Intl.NumberFormat(locale, { style: "currency", currency: currency === "BTC" ? "USD" : currency })
    .formatToParts(1)
    .find((part) => part.type === "currency")?.value;
  let rest = text.normalize("NFKC").toUpperCase();
  for (const token of [currency, symbol?.normalize("NFKC").toUpperCase(), symbol?.at(-1)]) {
    if (token) rest = rest.replace(token, "");
  }
  const isSpaceGroup = group.trim() === "";
  rest = rest.replace(/\s/g, "");
  if (rest === "") return { ok: false, reason: "empty" };

  const grouped = isSpaceGroup ? "\\d+" : `(?:\\d{1,3}(?:${escapeSign(group)}\\d{${inner}})*${escapeSign(group)}\\d{3}|\\d+)`;
  const match = new RegExp(`^(${grouped})?(?:${escapeSign(decimal)}(\\d*))?$`).exec(rest);
  const whole = (match?.[1] ?? "").replaceAll(group || " ", "");
  const fraction = match?.[2] ?? "";
  if (!match || (whole === "" && fraction === "")) return { ok: false, reason: "not_a_number" };

  const digits = exponent(currency);
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return { ok: false, reason: "too_many_decimals" };
  const minor = BigInt((whole || "0") + fraction.slice(0, digits).padEnd(digits, "0"));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, reason: "too_large" };
  return { ok: true, amountMinor: Number(minor) };
}
