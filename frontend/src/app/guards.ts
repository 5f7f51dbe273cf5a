import { redirect } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import type { RouterContext } from "./root-route";

interface GuardArgs {
  context: RouterContext;
  location: { href: string };
}

/** For `beforeLoad`: only signed-in people; others sign in first and come back to where they wanted to go. */
export async function requireUser({ context, location }: GuardArgs): Promise<void> {
  const session = await context.queryClient.ensureQueryData(sessionQuery);
  if (session.kind !== "user") throw redirect({ to: "/sign-in", search: { next: location.href } });
}

/** For `beforeLoad`: people with at least one of the permissions. The API refuses the others anyway; this is the door sign. */
export function requireAnyPermission(...permissions: string[]) {
  return async ({ context, location }: GuardArgs): Promise<void> => {
    await requireUser({ context, location });
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.second_factor_missing) throw redirect({ to: "/security", search: { next: location.href } });
    if (!permissions.some((permission) => session.permissions.includes(permission))) throw redirect({ to: "/no-access" });
  };
}
