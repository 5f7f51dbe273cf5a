import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isRetryable, Problem } from "@/api/problem";
import { sessionQuery } from "@/api/session";

/**
 * Reads are tried three times when that can help (no answer, server fault), never on a refusal. A 401 means that the
 * session has ended: the session is asked for again, and the layouts show "sign in to go on" with the way back.
 */
export function newQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.status === 401) void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isRetryable(error),
        retryDelay: (failures) => Math.min(4_000, 400 * 2 ** failures),
      },
      mutations: { retry: false },
    },
  });
  return client;
}
