import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type Person = components["schemas"]["UserOut"];
export type Role = components["schemas"]["Role"];
export type PersonStatus = components["schemas"]["UserStatus"];
export type RoleProposal = components["schemas"]["RoleProposalBody"];
export type SignIn = components["schemas"]["SignInOut"];
export type StatusChange = components["schemas"]["StatusChangeOut"];

export interface PersonFilters {
  email?: string | undefined;
  role?: Role | undefined;
  status?: PersonStatus | undefined;
}

export const peopleQuery = (filters: PersonFilters) =>
  infiniteQueryOptions({
    queryKey: ["users", filters],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/users", { params: { query: { ...filters, limit: 25, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal })),
  });

export const signInQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "sign-in", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/{user_id}/sign-in", { params: { path: { user_id: id } }, signal })),
  });

export async function endSession(id: string, sessionId: string): Promise<void> {
  await answer(api.DELETE("/api/v1/users/{user_id}/sessions/{session_id}", { params: { path: { user_id: id, session_id: sessionId } } }));
}

export const proposeFactorRemoval = (id: string, reason: string) =>
  answer(api.POST("/api/v1/users/{user_id}/second-factor-removals", { params: { path: { user_id: id } }, body: { reason } }));

export async function endSessions(id: string): Promise<void> {
  await answer(api.POST("/api/v1/users/{user_id}/end-sessions", { params: { path: { user_id: id } } }));
}

export const proposeRole = (id: string, body: RoleProposal) =>
  answer(api.POST("/api/v1/users/{user_id}/role-proposals", { params: { path: { user_id: id } }, body }));

export const changeStatus = (id: string, status: PersonStatus, reason: string): Promise<StatusChange> =>
  answer(api.POST("/api/v1/users/{user_id}/status", { params: { path: { user_id: id } }, body: { status, reason } }));
