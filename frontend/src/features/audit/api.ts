import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "@/api/types";
import { fetchSignedTree } from "@/components/leaf-proof";
import { getJson, withQuery } from "@/components/request";

export interface AuditEntry {
  index: number;
  type: string;
  subject: string;
  at: string;
  leaf: Record<string, unknown>;
}

export interface ConsistencyProof {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  path: string[];
}

export const auditEntriesQuery = (subject: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["audit-entries", subject ?? ""],
    queryFn: ({ pageParam, signal }) => getJson<Page<AuditEntry>>(withQuery("/api/v1/audit/entries", { subject, limit: 50, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** The newest checkpoint, its signature checked here. */
export const signedTreeQuery = queryOptions({
  queryKey: ["audit-tree"],
  queryFn: ({ signal }) => fetchSignedTree(signal),
  retry: false,
});

export const POLICY_URL = "/api/v1/audit/policy.json";

export const fetchConsistency = (from: number, to: number) =>
  getJson<ConsistencyProof>(withQuery("/api/v1/audit/proof/consistency", { from, to }));
