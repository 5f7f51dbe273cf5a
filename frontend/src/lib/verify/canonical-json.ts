/**
 * RFC 8785 (JCS) for the values a receipt may hold: strings, integers within 2^53 - 1, booleans, null, lists, objects.
 * One value has one spelling, so a file can be compared with what it says, byte for byte.
 */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export class NotCanonical extends Error {}

const DEPTH_MAX = 64;

export function canonicalText(value: unknown, depth = 0): string {
  if (depth > DEPTH_MAX) throw new NotCanonical("nested too deeply");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new NotCanonical("a string holds half of a surrogate pair");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new NotCanonical("a number is not an integer within 2^53 - 1");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join(",")}]`;
  if (typeof value === "object") {
    // The default sort of strings is by UTF-16 code units, which is what RFC 8785 asks for.
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, item]) => `${canonicalText(name, depth + 1)}:${canonicalText(item, depth + 1)}`).join(",")}}`;
  }
  throw new NotCanonical(`a value of type ${typeof value} has no JSON form`);
}

const encoder = new TextEncoder();

export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(canonicalText(value));
}

/** Reads bytes that must be exactly the canonical form of what they hold: no spaces, no other order, no doubled name. */
export function parseCanonical(bytes: Uint8Array): Json {
  let value: Json;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    throw new NotCanonical("not JSON in UTF-8");
  }
  if (!sameBytes(canonicalBytes(value), bytes)) throw new NotCanonical("JSON, but not in its canonical form");
  return value;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, position) => byte === b[position]);
}
