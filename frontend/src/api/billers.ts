import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

export const billersQuery = (q: string) =>
  queryOptions({
    queryKey: ["billers", q],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/billers", { params: { query: q === "" ? {} : { q } }, signal })),
    staleTime: 5 * 60_000,
    placeholderData: (previous) => previous,
  });

/** By id or by slug. */
export const billerQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: ["biller", idOrSlug],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/billers/{biller_id}", { params: { path: { biller_id: idOrSlug } }, signal })),
    staleTime: 5 * 60_000,
  });
