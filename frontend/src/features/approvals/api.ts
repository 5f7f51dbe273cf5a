import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type Approval = components["schemas"]["ApprovalOut"];
export type Waiting = "open" | "closed";

export const approvalsQuery = (state: Waiting) =>
  infiniteQueryOptions({
    queryKey: ["approvals", state],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/approvals", { params: { query: { state, limit: 25, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Somebody else may have decided.
    refetchInterval: state === "open" ? 15_000 : false,
  });

/** Approves what was shown and nothing else: its hash goes with it. */
export const approve = (shown: Approval): Promise<Approval> =>
  answer(api.POST("/api/v1/approvals/{approval_id}/approve", { params: { path: { approval_id: shown.id } }, body: { content_hash: shown.content_hash } }));

export const reject = (id: string, reason: string): Promise<Approval> =>
  answer(api.POST("/api/v1/approvals/{approval_id}/reject", { params: { path: { approval_id: id } }, body: { reason } }));
