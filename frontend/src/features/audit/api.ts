import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { paths } from "@/api/schema";
import { fetchSignedTree } from "@/components/leaf-proof";

export type AuditEntry = paths["/api/v1/audit/entries"]["get"]["responses"][200]["content"]["application/json"]["data"][number];

export const auditEntriesQuery = (subject: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["audit-entries", subject ?? ""],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/audit/entries", { params: { query: { subject, limit: 25, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export type Watch = paths["/api/v1/audit/watches"]["get"]["responses"][200]["content"]["application/json"]["data"][number];

/** Asked for again every half minute, as often as the monitor tells. */
export const watchesQuery = queryOptions({
  queryKey: ["audit-watches"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/audit/watches", { signal })),
  refetchInterval: 30_000,
});

/** The newest checkpoint, its signature checked here. */
export const signedTreeQuery = queryOptions({
  queryKey: ["audit-tree"],
  queryFn: ({ signal }) => fetchSignedTree(signal),
  retry: false,
});

export const POLICY_URL = "/api/v1/audit/policy.json";

export const fetchConsistency = (from: number, to: number) => answer(api.GET("/api/v1/audit/proof/consistency", { params: { query: { from, to } } }));
