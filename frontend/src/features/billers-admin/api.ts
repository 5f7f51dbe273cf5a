import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Biller, Page } from "@/api/types";
import { getJson, withQuery } from "@/components/request";

export const billersQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["billers-admin", q ?? ""],
    queryFn: ({ pageParam, signal }) => getJson<Page<Biller>>(withQuery("/api/v1/billers", { q, limit: 50, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const oneBillerQuery = (billerId: string) =>
  queryOptions({
    queryKey: ["biller", billerId],
    queryFn: ({ signal }) => answer<Biller>(api.GET("/api/v1/billers/{id}", { params: { path: { id: billerId } }, signal })),
    staleTime: 60_000,
  });
