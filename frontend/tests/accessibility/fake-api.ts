import type { Page, Route } from "@playwright/test";

/** What the API answers in a case. `body` becomes JSON; "silence" never answers; "offline" breaks the connection. */
export type Answer = { status?: number; body?: unknown; text?: string; type?: string } | "silence" | "offline";

/** "GET /api/v1/bills" -> answer, by method and path; the query is not looked at. */
export type Answers = Record<string, Answer>;

export function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Answer {
  return {
    status,
    type: "application/problem+json",
    body: { type: `/problems/${code}`, title: code, status, code, detail, request_id: "req_01JD00000000000000000000", ...more },
  };
}

/** Answers every request to the API from `answers`; what is not there is a 404, so that no case leans on a real server. */
export async function fakeApi(page: Page, answers: Answers): Promise<void> {
  await page.route("**/api/**", async (route: Route) => {
    const request = route.request();
    const wanted = `${request.method()} ${new URL(request.url()).pathname}`;
    const answer = answers[wanted];
    if (wanted.endsWith("/events") && answer === undefined) {
      await route.fulfill({ contentType: "text/event-stream", body: "retry: 600000\n\n" });
    } else if (answer === undefined) {
      await route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify({ status: 404, code: "not_found", detail: "Not found." }) });
    } else if (answer === "silence") {
      // Left open on purpose: the page shows how it waits.
    } else if (answer === "offline") {
      await route.abort("connectionfailed");
    } else {
      await route.fulfill({
        status: answer.status ?? 200,
        contentType: answer.type ?? "application/json",
        body: answer.text ?? JSON.stringify(answer.body ?? null),
      });
    }
  });
}
