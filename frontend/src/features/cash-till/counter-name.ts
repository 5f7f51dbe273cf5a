const STORED = "cash-counter";

/** The API names counters by words joined with dashes: "Main office" is `main-office`. */
export const counterName = (typed: string): string =>
  typed
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);

/** The counter this browser stands at. */
export function rememberedCounter(): string {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}

export function rememberCounter(name: string): void {
  try {
    localStorage.setItem(STORED, name);
  } catch {
    // Asked for again next time.
  }
}
