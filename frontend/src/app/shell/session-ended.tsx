import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "@/api/session";
import type { Session } from "@/api/types";

/** Says so when a session that was there on this page is there no longer, with the way back to this very place. */
export function SessionEnded() {
  const { data: session } = useQuery(sessionQuery);
  const { data: elsewhere } = useQuery({ queryKey: ["signed-out-elsewhere"], queryFn: () => false, enabled: false });
  const href = useRouterState({ select: (state) => state.location.href });
  const [before, setBefore] = useState<Session["kind"] | null>(null);
  const kind = session?.kind ?? null;
  if ((kind === "user" || kind === "guest") && kind !== before) setBefore(kind);
  const ended = kind === "anonymous" && before !== null && !href.startsWith("/sign-in");
  return (
    <div role="status">
      {ended ? (
        <p className="offline">
          {before === "user" ? (elsewhere ? "You were signed out from another device. " : "You were signed out. ") : "Your visit timed out. "}
          {before === "user" ? (
            <Link to="/sign-in" search={{ next: href }}>
              Sign in to continue where you were
            </Link>
          ) : (
            <Link to="/">Find your bill again</Link>
          )}
        </p>
      ) : null}
    </div>
  );
}
