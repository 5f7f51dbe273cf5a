import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type PersonalData = components["schemas"]["PersonalDataOut"];
export type Kept = components["schemas"]["KeptOut"];

export const CONFIRMATION = "erase my account";

/** Asked for by a press: that it was asked for is on record. */
export const myDataQuery = queryOptions({
  queryKey: ["my-data"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me/data", { signal })),
  enabled: false,
  gcTime: 0,
});

export const eraseMe = (confirmation: string) => answer(api.POST("/api/v1/me/erasure", { body: { confirmation } }));
