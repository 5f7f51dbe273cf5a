import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Biller } from "@/api/types";

export const billersQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["billers-admin", q ?? ""],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/billers", { params: { query: { q, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const oneBillerQuery = (billerId: string) =>
  queryOptions({
    queryKey: ["biller", billerId],
    queryFn: ({ signal }) => answer<Biller>(api.GET("/api/v1/billers/{biller_id}", { params: { path: { biller_id: billerId } }, signal })),
    staleTime: 60_000,
  });
