import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type CashIn = Schemas["CashIn"];
export type CashPerson = Schemas["CashPersonIn"];
export type NumberKind = CashPerson["identification"]["kind"];
export type CashTaken = Schemas["CashOut"];
export type CashDay = Schemas["CashDayOut"];
export type CashLine = Schemas["CashLineOut"];
export type CashRow = Schemas["CashRowOut"];

export interface DayFilters {
  day?: string | undefined;
  counter?: string | undefined;
}

/** Everything the till shows begins with this key. */
export const TILL = "cash-till";

export const cashDayQuery = (billerId: string, day: string | undefined) =>
  queryOptions({
    queryKey: [TILL, "day", billerId, day ?? "today"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/billers/{biller_id}/cash-day", { params: { path: { biller_id: billerId }, query: { day } }, signal })),
  });

export const cashLinesQuery = (billerId: string, { day, counter }: DayFilters) =>
  infiniteQueryOptions({
    queryKey: [TILL, "lines", billerId, day ?? "today", counter ?? ""],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/billers/{biller_id}/cash-payments", { params: { path: { biller_id: billerId }, query: { day, location: counter, limit: 25, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const cashPaymentQuery = (paymentId: string) =>
  queryOptions({
    queryKey: [TILL, "payment", paymentId],
    queryFn: ({ signal }) => answer<CashTaken>(api.GET("/api/v1/cash-payments/{payment_id}", { params: { path: { payment_id: paymentId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const takeCash = (key: string, body: CashIn) => answer<CashTaken>(api.POST("/api/v1/cash-payments", { params: { header: { "idempotency-key": key } }, body }));
