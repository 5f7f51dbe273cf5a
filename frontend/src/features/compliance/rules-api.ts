import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { NoAnswer, Problem } from "@/api/problem";
import type { components } from "@/api/schema";
import { DESK } from "./api";

type Schemas = components["schemas"];
export type Rules = Schemas["RulesOut"];
export type Rule = Schemas["RuleOut"];
export type RuleBody = Schemas["RuleBody"];
export type RuleChange = Schemas["RuleChangeOut"];
export type Difference = Pick<Schemas["RuleDifferenceOut"], "code" | "field" | "before" | "after">;
export type Profile = Rules["profile"];
export type BackTest = Schemas["BackTestOut"];
export type RuleSet = Readonly<Record<string, RuleBody>>;

export const rulesQuery = (profile: Profile | undefined) =>
  queryOptions({
    queryKey: [DESK, "rules", profile ?? "ours"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/rules", { params: { query: { profile } }, signal })),
  });

export const proposeRules = (body: { profile: Profile; valid_from: string; rules: RuleSet; reason: string }) => answer(api.POST("/api/v1/compliance/rules/proposals", { body }));

export interface BackTestOrder {
  profile: Profile;
  rules: RuleSet;
  first: string;
  last: string;
}
export type OnProgress = (seen: number, total: number) => void;
type Line = { seen: number; total: number } | { result: BackTest } | { problem: string };

/** Runs it at the server and tells how far it is, line by line. Throws what the server refuses. */
export async function followBackTest(order: BackTestOrder, onProgress: OnProgress, signal: AbortSignal): Promise<BackTest> {
  let response: Response;
  try {
    response = await fetch("/api/v1/compliance/rules/back-tests/live", {
      method: "POST", credentials: "same-origin", signal, headers: { "Content-Type": "application/json", Accept: "application/x-ndjson, application/problem+json" }, body: JSON.stringify(order),
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new NoAnswer(cause);
  }
  if (!response.ok || response.body === null) throw new Problem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
  const lines = linesOf(response.body.pipeThrough(new TextDecoderStream()));
  for await (const text of lines) {
    const line = JSON.parse(text) as Line;
    if ("result" in line) return line.result;
    if ("problem" in line) throw new Problem(503, { detail: line.problem });
    onProgress(line.seen, line.total);
  }
  throw new NoAnswer(null);
}

/** Whole lines of a stream that comes in pieces. */
export async function* linesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  let rest = "";
  for (;;) {
    // Each piece follows the one before.
    // oxlint-disable-next-line no-await-in-loop
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line !== "") yield line;
    if (done) return;
  }
}
