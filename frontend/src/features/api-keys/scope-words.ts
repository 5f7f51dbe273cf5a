import type { NewApiKey } from "./api";

/** What a key can be given, in the words of the person who gives it. */
export const scopes: readonly (readonly [permission: NewApiKey["scope"][number], words: string])[] = [
  ["bills.import", "Send bill files"],
  ["bills.read", "Read bills and bill files"],
  ["payments.read", "Read payments"],
  ["billers.read_settings", "Read the settings"],
  ["billers.manage", "Change the settings"],
];

export const scopeWords = (permission: string): string => scopes.find(([name]) => name === permission)?.[1] ?? permission;
