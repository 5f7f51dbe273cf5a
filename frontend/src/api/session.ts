import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { Session } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/session", { signal })),
  staleTime: 60_000,
});

export const signIn = (body: { email: string; password: string }) => answer(api.POST("/api/v1/auth/sign-in", { body }));

export const register = (body: { email: string; password: string; full_name: string }) =>
  answer(api.POST("/api/v1/auth/register", { body }));

export async function signOut(): Promise<void> {
  await answer(api.POST("/api/v1/auth/sign-out"));
}

/** Where a person lands after signing in: the area of their role. */
export function homeOf(session: Session): "/bills" | "/biller" | "/operations" | "/security" {
  if (session.second_factor_missing) return "/security";
  const role = session.user?.role ?? "payer";
  if (role === "payer") return "/bills";
  return role === "biller_staff" || role === "biller_admin" ? "/biller" : "/operations";
}
