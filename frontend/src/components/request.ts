import { answer, api, fetchText } from "@/api/client";

/**
 * Calls whose addresses are put together by hand: lists with many filters, and ids that hold slashes.
 * Answers are typed by the feature that asks; refusals are thrown as `Problem`, silence as `NoAnswer`.
 */
export type QueryValue = string | number | undefined;

/** "/path" and its filters; the ones left undefined or empty are left out. */
export function withQuery(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parts.set(name, String(value));
  }
  const text = parts.toString();
  return text === "" ? path : `${path}?${text}`;
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return JSON.parse(await fetchText(url, signal)) as T;
}

type AnyCall = (url: string, init: { body: unknown }) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

export async function sendJson<T>(method: "POST" | "PATCH", url: string, body: unknown): Promise<T> {
  const call = (method === "POST" ? api.POST : api.PATCH) as unknown as AnyCall;
  return (await answer(call(url, { body }))) as T;
}
