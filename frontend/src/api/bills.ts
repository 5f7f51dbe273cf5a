import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

export interface AccountProof {
  biller_id: string;
  account_number: string;
  second_factor: string;
}

export const billsQuery = infiniteQueryOptions({
  queryKey: ["bills", "list"],
  queryFn: ({ signal, pageParam }) =>
    answer(api.GET("/api/v1/bills", { params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const billQuery = (id: string) =>
  queryOptions({
    queryKey: ["bills", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/bills/{bill_id}", { params: { path: { bill_id: id } }, signal })),
  });

/** All of them or an error. Always asked anew: what is still to be paid must not come from a cache. */
export const severalBillsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["bills", "several", ids],
    queryFn: ({ client }) => Promise.all(ids.map((id) => client.fetchQuery({ ...billQuery(id), staleTime: 0 }))),
  });

export const lookUpBills = (body: AccountProof) => answer(api.POST("/api/v1/guest/lookup", { body }));

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/accounts", { signal })),
});

export const linkAccount = (body: AccountProof) => answer(api.POST("/api/v1/accounts", { body }));

export async function unlinkAccount(id: string): Promise<void> {
  await answer(api.DELETE("/api/v1/accounts/{account_id}", { params: { path: { account_id: id } } }));
}
