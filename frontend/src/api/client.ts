/**
 * The one way to the API. Paths, parameters and answers are typed by `schema.d.ts`, which is generated from the
 * backend's OpenAPI document (`npm run api-client`).
 */
import type { Client } from "openapi-fetch";
import { NoAnswer, Problem } from "./problem";
import type { paths } from "./schema";

type Value = string | number | boolean | null | undefined;

interface CallOptions {
  params?: { path?: Record<string, Value>; query?: Record<string, Value | Value[]>; header?: Record<string, Value> };
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks the person to prove once more who they are, in one of these ways; whether they did. */
type AskToStepUp = (ways: readonly string[]) => Promise<boolean>;

let askToStepUp: AskToStepUp | null = null;

/** The app says how it asks. */
export function setAskToStepUp(ask: AskToStepUp): void {
  askToStepUp = ask;
}

/** Sends; where a sensitive act needs a fresh proof of who one is, asks for that and sends once more. */
async function call(method: string, path: string, options: CallOptions = {}) {
  const first = await send(method, path, options);
  const ways = first.response.status === 403 ? waysToStepUp(first.error) : null;
  if (ways === null || askToStepUp === null || !(await askToStepUp(ways))) return first;
  return send(method, path, options);
}

function waysToStepUp(problem: unknown): string[] | null {
  const members = typeof problem === "object" && problem !== null ? (problem as Record<string, unknown>) : {};
  return members["code"] === "step_up_needed" && Array.isArray(members["ways"]) ? (members["ways"] as string[]) : null;
}

/** Fills the path, writes the query (what is undefined or null is left out) and sends JSON or a form as it is. */
async function send(method: string, path: string, { params, body, signal }: CallOptions) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params?.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params?.query ?? {})) {
    for (const one of [value].flat()) if (one !== undefined && one !== null) query.append(name, String(one));
  }
  const headers = new Headers({ Accept: "application/json" });
  for (const [name, value] of Object.entries(params?.header ?? {})) if (value !== undefined && value !== null) headers.set(name, String(value));
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set("Content-Type", "application/json");
  const response = await fetch(query.size === 0 ? filled : `${filled}?${query}`, {
    method,
    headers,
    credentials: "same-origin",
    signal: signal ?? null,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const content = text !== "" && /[/+]json/.test(response.headers.get("Content-Type") ?? "") ? (JSON.parse(text) as unknown) : text;
  return response.ok ? { data: content, response } : { error: content, response };
}

const sender = (method: string) => (path: string, options?: CallOptions) => call(method, path, options);

/**
 * Typed as openapi-fetch's client; the sending itself is the few lines above, because that library's own run-time is
 * 3 kB of the payer's budget.
 */
export const api = {
  GET: sender("GET"),
  POST: sender("POST"),
  PUT: sender("PUT"),
  PATCH: sender("PATCH"),
  DELETE: sender("DELETE"),
} as unknown as Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

function problemOf(response: Response, body: unknown): Problem {
  const retryAfter = Number(response.headers.get("Retry-After") ?? "");
  const members = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  return new Problem(response.status, members, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null);
}

/** Awaits a call and gives its data, or throws `Problem` (the API said no) or `NoAnswer` (nothing came back). */
export async function answer<T>(pending: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<NonNullable<T>> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await pending;
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
