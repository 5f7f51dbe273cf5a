import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Bill } from "@/api/types";

/** "overdue" are unpaid bills of a day that has passed, whatever has been paid of them. */
export type BillListStatus = Bill["status"] | "overdue";

export interface BillFilters {
  status?: BillListStatus | undefined;
  q?: string | undefined;
}

export const billerBillsQuery = (billerId: string, { status, q }: BillFilters, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["biller-bills", billerId, status ?? "", q ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/billers/{biller_id}/bills", { params: { path: { biller_id: billerId }, query: { ...(status === "overdue" ? { overdue: true } : { status }), q, limit, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const staffBillQuery = (billId: string) =>
  queryOptions({
    queryKey: ["staff-bill", billId],
    queryFn: ({ signal }) => answer<Bill>(api.GET("/api/v1/bills/{bill_id}", { params: { path: { bill_id: billId } }, signal })),
  });
