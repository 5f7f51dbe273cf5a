import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type LedgerAccount = components["schemas"]["AccountOut"];
export type TrialBalanceRow = components["schemas"]["TrialBalanceRow"];

export interface Moment {
  /** A day; balances are as of its end, UTC. Left out: now. */
  asOf: string | undefined;
  by: "effective" | "recorded";
}

const endOf = (day: string) => `${day}T23:59:59.999Z`;

export const accountsQuery = infiniteQueryOptions({
  queryKey: ["ledger-accounts"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/ledger/accounts", { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const balanceQuery = (accountId: string, { asOf, by }: Moment) =>
  queryOptions({
    queryKey: ["ledger-balance", accountId, asOf ?? "", by],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/ledger/accounts/{account_id}/balance", {
          params: { path: { account_id: accountId }, query: { as_of: asOf && endOf(asOf), by } },
          signal,
        }),
      ),
  });

export const entriesQuery = (filters: { account?: string; subject?: string }) =>
  infiniteQueryOptions({
    queryKey: ["ledger-entries", filters.account ?? "", filters.subject ?? ""],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/ledger/entries", { params: { query: { ...filters, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const trialBalanceQuery = queryOptions({
  queryKey: ["ledger-trial-balance"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/ledger/trial-balance", { signal })),
});
