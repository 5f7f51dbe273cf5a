import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type ApiKey = components["schemas"]["ApiKeyOut"];
export type NewApiKey = components["schemas"]["ApiKeyBody"];
export type ShownOnce = components["schemas"]["NewApiKeyOut"];

export const apiKeysQuery = (billerId: string) =>
  queryOptions({
    queryKey: ["api-keys", billerId],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/billers/{biller_id}/api-keys", { params: { path: { biller_id: billerId } }, signal })),
  });

export const createApiKey = (billerId: string, body: NewApiKey): Promise<ShownOnce> =>
  answer(api.POST("/api/v1/billers/{biller_id}/api-keys", { params: { path: { biller_id: billerId } }, body }));

export async function revokeApiKey(billerId: string, keyId: string): Promise<void> {
  await answer(api.DELETE("/api/v1/billers/{biller_id}/api-keys/{key_id}", { params: { path: { biller_id: billerId, key_id: keyId } } }));
}
