import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { sessionQuery } from "@/api/session";
import { openEventStream } from "@/lib/event-stream";

/**
 * Hears within a second that this session was ended on another device, and takes what the page shows of the person away.
 * The event is a hint: the session is asked for, because a change of password ends a stream too.
 */
export function SessionWatch() {
  const queryClient = useQueryClient();
  useEffect(() => {
    const look = async () => {
      const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => null);
      if (session?.kind !== "anonymous") return;
      queryClient.setQueryData(["signed-out-elsewhere"], true);
      await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "signed-out-elsewhere" });
    };
    const stream = openEventStream({
      url: "/api/v1/auth/events",
      events: ["signed_out"],
      onEvent: () => void look(),
      onPoll: () => void look(),
      pollMilliseconds: 10_000,
    });
    return () => stream.close();
  }, [queryClient]);
  return null;
}
