import { beforeEach, describe, expect, it, vi } from "vitest";
import { answer, api } from "./client";
import { NoAnswer, Problem } from "./problem";

const send = vi.fn<typeof fetch>();

function json(status: number, body: unknown, type = "application/json", headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type, ...headers } });
}

beforeEach(() => {
  send.mockReset();
  vi.stubGlobal("fetch", send);
});

describe("the API client", () => {
  it("fills the path and leaves empty query values out", async () => {
    send.mockImplementation(async () => json(200, { data: [], next_cursor: null }));
    await answer(api.GET("/api/v1/bills/{bill_id}", { params: { path: { bill_id: "a/b c" } } }));
    await answer(api.GET("/api/v1/billers", { params: { query: { q: "água & co", cursor: null } } }));
    expect(send.mock.calls.map(([url]) => url)).toEqual(["/api/v1/bills/a%2Fb%20c", "/api/v1/billers?q=%C3%A1gua+%26+co"]);
  });

  it("sends a JSON body with its headers", async () => {
    send.mockResolvedValue(json(201, { id: "pay_1" }));
    const body = { quote_id: "quo_1", method: { kind: "checkout" as const, save_card: false }, email: null };
    await answer(api.POST("/api/v1/payments", { params: { header: { "idempotency-key": "key-1" } }, body }));
    const init = send.mock.calls[0]?.[1];
    const headers = new Headers(init?.headers);
    expect([init?.method, init?.body, headers.get("Idempotency-Key"), headers.get("Content-Type")]).toEqual(["POST", JSON.stringify(body), "key-1", "application/json"]);
  });

  it("throws the problem document of a refusal", async () => {
    send.mockResolvedValue(json(409, { code: "bill_already_paid", detail: "Paid.", payment_id: "pay_9", errors: [{ field: "a", message: "b" }] }, "application/problem+json", { "Retry-After": "3" }));
    const error = await answer(api.GET("/api/v1/auth/session")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 409, code: "bill_already_paid", message: "Paid.", retryAfterSeconds: 3, fields: [{ field: "a", message: "b" }], members: { payment_id: "pay_9" } });
  });

  it("makes a problem of a proxy's page too", async () => {
    send.mockResolvedValue(new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }));
    await expect(answer(api.GET("/api/v1/auth/session"))).rejects.toMatchObject({ status: 502, code: "http_502" });
  });

  it("says that nothing came back when nothing came back", async () => {
    send.mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(answer(api.GET("/api/v1/auth/session"))).rejects.toBeInstanceOf(NoAnswer);
  });

  it("takes an empty answer", async () => {
    send.mockResolvedValue(new Response(null, { status: 204 }));
    await expect(answer(api.POST("/api/v1/auth/sign-out"))).resolves.toBe("");
  });
});
