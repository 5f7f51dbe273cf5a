import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import type { Payment, PaymentState } from "@/api/types";
import { endOfDay, startOfDay } from "./days";

export interface PaymentFilters {
  state?: PaymentState | undefined;
  q?: string | undefined;
  /** Days of the biller's zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** The biller whose payments are read, and the zone its days are in. */
export interface Desk {
  id: string;
  time_zone: string;
}

export type Story = components["schemas"]["StoryOut"];
export type TimelineStep = Story["timeline"][number];
export type AuditLeaf = Story["leaves"][number];

function paymentsPage(desk: Desk, { state, q, from, to }: PaymentFilters, limit: number, cursor: string | undefined, signal: AbortSignal) {
  const since = from && startOfDay(from, desk.time_zone).toISOString();
  const until = to && endOfDay(to, desk.time_zone).toISOString();
  return answer(
    api.GET("/api/v1/billers/{biller_id}/payments", {
      params: { path: { biller_id: desk.id }, query: { state, q, from: since, to: until, limit, cursor } },
      signal,
    }),
  );
}

export const billerPaymentsQuery = (desk: Desk, filters: PaymentFilters, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["biller-payments", desk.id, "list", filters, limit],
    queryFn: ({ pageParam, signal }) => paymentsPage(desk, filters, limit, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const storyQuery = (paymentId: string) =>
  queryOptions({
    queryKey: ["payment-story", paymentId],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/payments/{payment_id}/story", { params: { path: { payment_id: paymentId } }, signal })),
  });

/** At most this many pages of 200 are read for a sum in the browser; beyond that the page says so. */
const RECENT_PAGES = 5;

export interface RecentPayments {
  payments: Payment[];
  /** False when there were more than we read. */
  complete: boolean;
}

/** Every payment from a day on, for the picture on the first page. */
export const recentPaymentsQuery = (desk: Desk, from: string) =>
  queryOptions({
    queryKey: ["biller-payments", desk.id, "recent", from],
    queryFn: async ({ signal }): Promise<RecentPayments> => {
      const payments: Payment[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < RECENT_PAGES; page += 1) {
        // Each page's address is in the one before.
        // oxlint-disable-next-line no-await-in-loop
        const found = await paymentsPage(desk, { from, state: "succeeded" }, 200, cursor, signal);
        payments.push(...found.data);
        if (found.next_cursor === null) return { payments, complete: true };
        cursor = found.next_cursor;
      }
      return { payments, complete: false };
    },
  });
