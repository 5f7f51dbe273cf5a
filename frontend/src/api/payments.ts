import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { NewPayment, PaymentState } from "./types";

export interface ChosenBill {
  bill_id: string;
  amount_minor?: number;
}

export const createQuote = (items: readonly ChosenBill[]) => answer(api.POST("/api/v1/quotes", { body: { items: [...items], method: "card" } }));

export const createPayment = (key: string, body: NewPayment) =>
  answer(api.POST("/api/v1/payments", { params: { header: { "idempotency-key": key } }, body }));

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ["payments", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/payments/{payment_id}", { params: { path: { payment_id: id } }, signal })),
  });

export const paymentsQuery = infiniteQueryOptions({
  queryKey: ["payments", "list"],
  queryFn: ({ signal, pageParam }) =>
    answer(api.GET("/api/v1/payments", { params: { query: { limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

/** Asks the card processor now. Safe to repeat. */
export const refreshPayment = (id: string) => answer(api.POST("/api/v1/payments/{payment_id}/refresh", { params: { path: { payment_id: id } } }));

/** Gives up a payment that waits for the payer. */
export const cancelPayment = (id: string) => answer(api.POST("/api/v1/payments/{payment_id}/cancel", { params: { path: { payment_id: id } } }));

export const paymentEventsUrl = (id: string) => `/api/v1/payments/${encodeURIComponent(id)}/events`;

const FINAL: ReadonlySet<PaymentState> = new Set(["succeeded", "failed", "expired", "canceled", "blocked"]);

/** Nothing more will happen to a payment in this state. */
export const isFinal = (state: PaymentState) => FINAL.has(state);
