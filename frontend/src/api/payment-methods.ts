import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

export const savedCardsQuery = queryOptions({
  queryKey: ["payment-methods"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/payment-methods", { signal })),
});

export const startCardSetup = (key: string, returnPath: string) =>
  answer(api.POST("/api/v1/payment-methods/setup", { params: { header: { "idempotency-key": key } }, body: { return_path: returnPath } }));

export const completeCardSetup = (id: string) => answer(api.POST("/api/v1/payment-methods/setup/{id}/complete", { params: { path: { id } } }));

export async function removeCard(id: string): Promise<void> {
  await answer(api.DELETE("/api/v1/payment-methods/{id}", { params: { path: { id } } }));
}
