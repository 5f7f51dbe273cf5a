import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { homeOf, sessionQuery } from "@/api/session";
import type { Session } from "@/api/types";

/** What happens once somebody is signed in: on to `next` (a path of this site) or to the area of their role. */
export function useEnter(next: string | undefined): (session: Session) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (session) => {
    // What was read as somebody else must not be shown to this person.
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
    queryClient.setQueryData(sessionQuery.queryKey, session);
    if (session.second_factor_missing) void router.navigate({ to: "/security", search: { next } });
    else router.history.push(isOwnPath(next) ? next : homeOf(session));
  };
}

/** Only paths of this site: "//evil.example" and "/\evil" are addresses of others, and browsers leave tabs out. */
export function isOwnPath(path: string | undefined): path is string {
  return path !== undefined && /^\/(?![/\\])[^\p{Cc}]*$/u.test(path);
}
