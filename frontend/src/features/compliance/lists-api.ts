import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import { DESK } from "./api";

type Schemas = components["schemas"];
export type Lists = Schemas["ListsOut"];
export type ListVersion = Schemas["ListVersionOut"];
export type MatchDecision = Schemas["MatchDecisionOut"];

/** Asked again soon while customers are being screened again, so that one sees it move. */
export const listsQuery = queryOptions({
  queryKey: [DESK, "lists"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/lists", { params: { query: { limit: 20 } }, signal })),
  refetchInterval: (query) => (query.state.data?.data.some((version) => !version.rescreening.done) ? 3_000 : 30_000),
});

export const matchDecisionsQuery = infiniteQueryOptions({
  queryKey: [DESK, "match-decisions"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/match-decisions", { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const fetchLists = () => answer(api.POST("/api/v1/compliance/lists/refresh"));
export const endMatchDecision = (id: string) => answer(api.POST("/api/v1/compliance/match-decisions/{decision_id}/end", { params: { path: { decision_id: id } } }));
