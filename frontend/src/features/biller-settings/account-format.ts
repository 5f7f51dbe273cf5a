/**
 * The form of account numbers, as the server reads it: letters, digits, \d, classes, repetitions and choices of words. Spaces,
 * dashes and letter case do not count. Only for the "try it" field; the server decides.
 */
const LENGTH_MAX = 32;
const SEPARATORS = /[\s\-\u2010-\u2014\u2212]+/g;
const ATOM = "(?:[A-Za-z0-9]|\\\\d|\\[(?:[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|[A-Za-z0-9]|\\\\d)+\\])";
const ITEM = new RegExp(`(${ATOM})(\\{\\d{1,2}(?:,\\d{0,2})?\\}|[?*+])?`, "y");
const GROUP = /\((?:\?:)?([A-Za-z0-9]+(?:\|[A-Za-z0-9]+)*)\)(?![?*+{])/y;
const SEPARATOR_ITEM = /(?:\\?[- ]|\\s|\[(?:[- ]|\\[-s])+\])[?*+]?/y;

export const normalizedAccount = (text: string) => text.normalize("NFKC").replace(SEPARATORS, "").toUpperCase();

const upper = (atom: string) => atom.split("\\d").map((piece) => piece.toUpperCase()).join("\\d");

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

/** The expression for normalized numbers, or null when the pattern is not of the simple kind. */
export function compiledFormat(pattern: string): RegExp | null {
  const body = pattern.replace(/^\^/, "").replace(/\$$/, "");
  const parts: string[] = [];
  let at = 0;
  while (at < body.length) {
    const separator = matchAt(SEPARATOR_ITEM, body, at);
    if (separator) {
      at += separator[0].length;
      continue;
    }
    const group = matchAt(GROUP, body, at);
    if (group) {
      parts.push(`(?:${group[1]?.toUpperCase()})`);
      at += group[0].length;
      continue;
    }
    const item = matchAt(ITEM, body, at);
    if (!item) return null;
    parts.push(upper(item[1] ?? "") + (item[2] ?? ""));
    at += item[0].length;
  }
  if (parts.length === 0 || pattern.length > 100) return null;
  try {
    return new RegExp(`^(?:${parts.join("")})$`);
  } catch {
    return null;
  }
}

export type Trial = { outcome: "bad_pattern" } | { outcome: "empty" } | { outcome: "fits"; key: string } | { outcome: "does_not_fit"; key: string };

export function tryNumber(pattern: string, typed: string): Trial {
  const format = compiledFormat(pattern.trim());
  if (!format) return { outcome: "bad_pattern" };
  const key = normalizedAccount(typed);
  if (key === "") return { outcome: "empty" };
  return { outcome: key.length <= LENGTH_MAX && format.test(key) ? "fits" : "does_not_fit", key };
}
