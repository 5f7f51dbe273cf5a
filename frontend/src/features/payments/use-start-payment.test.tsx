import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { NewPayment } from "@/api/types";
import { useForm } from "@/components/use-form";
import { useStartPayment } from "./use-start-payment";

const order: NewPayment = { quote_id: "quo_1", method: { kind: "checkout", save_card: false }, email: "jo@example.com" };
const sent: { key: string | null; body: unknown }[] = [];
let answers: (() => Response | Promise<Response>)[];

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const payment = (state: string) => ({ id: "pay_1", state, next_action: null });

function PayButton() {
  const start = useStartPayment("bill_1:all");
  const form = useForm({ submit: () => start.send(order) });
  return (
    <form onSubmit={form.onSubmit}>
      <p>{start.resuming ? "resuming" : (form.errors[""] ?? "ready")}</p>
      <button type="submit">Pay</button>
    </form>
  );
}

/** The form at /pay and a page at /payments/$paymentId, as in the app. */
function openForm() {
  const root = createRootRoute();
  const pay = createRoute({ getParentRoute: () => root, path: "/pay", component: PayButton });
  const shown = createRoute({ getParentRoute: () => root, path: "/payments/$paymentId", component: () => <h1>Payment page</h1> });
  const router = createRouter({ routeTree: root.addChildren([pay, shown]), history: createMemoryHistory({ initialEntries: ["/pay"] }) });
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal("scrollTo", () => {});
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (init.method === "POST") {
      sent.push({ key: new Headers(init.headers).get("Idempotency-Key"), body: JSON.parse(String(init.body)) });
      return (answers.shift() ?? (() => json(500, {})))();
    }
    return url.endsWith("/payments/pay_1") ? (answers.shift() ?? (() => json(500, {})))() : json(404, {});
  });
});

describe("starting a payment", () => {
  it("sends one request however often the button is pressed", async () => {
    const pending: { finish?: (answer: Response) => void } = {};
    answers = [() => new Promise((done) => { pending.finish = done; })];
    openForm();
    const button = await screen.findByRole("button", { name: "Pay" });
    await userEvent.dblClick(button);
    await userEvent.click(button);
    expect(sent).toHaveLength(1);
    act(() => pending.finish?.(json(201, payment("processing"))));
    await screen.findByText("Payment page");
    expect(sent).toHaveLength(1);
  });

  it("repeats a lost answer and a server fault under the same key with the same body", async () => {
    answers = [() => Promise.reject(new TypeError("network")), () => json(503, { code: "processor_unavailable" }), () => json(201, payment("processing"))];
    openForm();
    await userEvent.click(await screen.findByRole("button", { name: "Pay" }));
    await screen.findByText("Payment page", {}, { timeout: 5_000 });
    expect(sent.map(({ body }) => body)).toEqual([order, order, order]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it("takes a new key after a refusal, because the next try is another payment", async () => {
    answers = [() => json(409, { code: "quote_expired", detail: "The price is old." }), () => json(201, payment("processing"))];
    openForm();
    const button = await screen.findByRole("button", { name: "Pay" });
    await userEvent.click(button);
    await screen.findByText("The price is old.");
    await userEvent.click(button);
    await screen.findByText("Payment page");
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  it("goes on by itself after a reload, with the request that was under way", async () => {
    answers = [() => new Promise(() => {}), () => json(201, payment("requires_action"))];
    const before = openForm();
    await userEvent.click(await screen.findByRole("button", { name: "Pay" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    before.unmount();
    openForm();
    await screen.findByText("Payment page");
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("leads back to a live payment instead of starting a second one", async () => {
    answers = [() => json(201, payment("requires_action"))];
    const before = openForm();
    await userEvent.click(await screen.findByRole("button", { name: "Pay" }));
    await screen.findByText("Payment page");
    before.unmount();
    answers = [() => json(200, payment("requires_action"))];
    openForm();
    await screen.findByText("Payment page");
    expect(sent).toHaveLength(1);
  });

  it("is free for a new payment once the last one has ended", async () => {
    answers = [() => json(201, payment("failed"))];
    const before = openForm();
    await userEvent.click(await screen.findByRole("button", { name: "Pay" }));
    await screen.findByText("Payment page");
    before.unmount();
    answers = [() => json(200, payment("failed")), () => json(201, payment("processing"))];
    openForm();
    await screen.findByText("ready");
    await userEvent.click(screen.getByRole("button", { name: "Pay" }));
    await screen.findByText("Payment page");
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });
});
