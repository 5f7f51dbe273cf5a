import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Money, Page } from "@/api/types";
import type { LedgerEntry } from "@/components/ledger-entry";
import { getJson, withQuery } from "@/components/request";

export type AccountClass = "asset" | "liability" | "income" | "expense";

export interface LedgerAccount {
  id: string;
  account_class: AccountClass;
  currency: string;
  /** On the account's normal side. */
  posted: Money;
  available: Money;
  debits_posted: Money;
  credits_posted: Money;
  debits_pending: Money;
  credits_pending: Money;
}

export interface Balance {
  account_id: string;
  balance: Money;
  debits: Money;
  credits: Money;
  as_of: string | null;
  by: "effective" | "recorded";
}

export interface TrialBalanceRow {
  currency: string;
  account_class: AccountClass;
  debits_posted: Money;
  credits_posted: Money;
  debits_pending: Money;
  credits_pending: Money;
}

export interface TrialBalance {
  rows: TrialBalanceRow[];
  imbalance: Money[];
  balanced: boolean;
}

export interface Moment {
  /** A day; balances are as of its end, UTC. Left out: now. */
  asOf: string | undefined;
  by: "effective" | "recorded";
}

const endOf = (day: string) => `${day}T23:59:59.999Z`;

export const accountsQuery = (kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["ledger-accounts", kind ?? ""],
    queryFn: ({ pageParam, signal }) => getJson<Page<LedgerAccount>>(withQuery("/api/v1/ledger/accounts", { kind, limit: 50, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** Account ids hold slashes, which the API takes as they are. */
export const balanceQuery = (accountId: string, { asOf, by }: Moment) =>
  queryOptions({
    queryKey: ["ledger-balance", accountId, asOf ?? "", by],
    queryFn: ({ signal }) => {
      const path = accountId.split("/").map(encodeURIComponent).join("/");
      return getJson<Balance>(withQuery(`/api/v1/ledger/accounts/${path}/balance`, { as_of: asOf && endOf(asOf), by }), signal);
    },
  });

export const entriesQuery = (filters: { account?: string; subject?: string }) =>
  infiniteQueryOptions({
    queryKey: ["ledger-entries", filters.account ?? "", filters.subject ?? ""],
    queryFn: ({ pageParam, signal }) => getJson<Page<LedgerEntry>>(withQuery("/api/v1/ledger/entries", { ...filters, limit: 50, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const trialBalanceQuery = queryOptions({
  queryKey: ["ledger-trial-balance"],
  queryFn: ({ signal }) => getJson<TrialBalance>("/api/v1/ledger/trial-balance", signal),
});
