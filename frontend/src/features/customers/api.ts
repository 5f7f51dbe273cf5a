import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type CustomerRow = components["schemas"]["CustomerRowOut"];
export type Customer = components["schemas"]["CustomerOut"];
export type ReviewedDocument = components["schemas"]["ReviewedDocumentOut"];
export type Rating = components["schemas"]["Rating"];
export type Queue = components["schemas"]["Queue"];
export type AskAgain = components["schemas"]["AskAgainBody"];

export const customersQuery = (queue: Queue) =>
  infiniteQueryOptions({
    queryKey: ["customers", queue],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/customers", { params: { query: { queue, limit: 25, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Somebody else may have decided, somebody new may wait.
    refetchInterval: queue === "waiting" ? 30_000 : false,
  });

/** Each look at a customer is on record, so it is not repeated behind the reviewer's back. */
export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ["customers", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/customers/{user_id}", { params: { path: { user_id: id } }, signal })),
    staleTime: Infinity,
  });

export const contentUrl = (id: string, documentId: string) =>
  `/api/v1/compliance/customers/${encodeURIComponent(id)}/documents/${encodeURIComponent(documentId)}/content`;

const path = (id: string) => ({ path: { user_id: id } });

export const take = (id: string): Promise<Customer> => answer(api.POST("/api/v1/compliance/customers/{user_id}/take", { params: path(id) }));

export const approveCustomer = (id: string, documents: string[]): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/approve", { params: path(id), body: { documents } }));

export const rejectCustomer = (id: string, reason: string): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/reject", { params: path(id), body: { reason } }));

export const askAgain = (id: string, body: AskAgain): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/ask-again", { params: path(id), body }));

export const rateCustomer = (id: string, rating: Rating | null, reason: string): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/rating", { params: path(id), body: { rating, reason } }));

export const noteAbout = (id: string, words: string): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/notes", { params: path(id), body: { words } }));

export const reviewAgain = (id: string, words: string): Promise<Customer> =>
  answer(api.POST("/api/v1/compliance/customers/{user_id}/reviews", { params: path(id), body: { words } }));
