/**
 * The one way to the API. Paths, parameters and answers are typed by `schema.d.ts`, which is generated from the
 * backend's OpenAPI document (`npm run api-client`).
 */
import createClient from "openapi-fetch";
import { NoAnswer, Problem } from "./problem";
import type { paths } from "./schema";

export const api = createClient<paths>({
  baseUrl: "",
  credentials: "same-origin",
  headers: { Accept: "application/json" },
  fetch: (request: Request) => globalThis.fetch(request),
});

function problemOf(response: Response, body: unknown): Problem {
  const retryAfter = Number(response.headers.get("Retry-After") ?? "");
  const members = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  return new Problem(response.status, members, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null);
}

/** Awaits a call and gives its data, or throws `Problem` (the API said no) or `NoAnswer` (nothing came back). */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<NonNullable<T>> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new NoAnswer(cause);
  }
  if (!result.response.ok) throw problemOf(result.response, result.error);
  return result.data as NonNullable<T>;
}

/** A file of the API as text, byte for byte (receipts are checked by their bytes). */
export async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", signal: signal ?? null });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new NoAnswer(cause);
  }
  const text = await response.text();
  if (response.ok) return text;
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's error page: the status says enough.
  }
  throw problemOf(response, body);
}
