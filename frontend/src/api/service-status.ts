import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Whether payments are taken just now. What cannot be told is not guessed: the page then says nothing. */
export const serviceStatusQuery = queryOptions({
  queryKey: ["service-status"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/service-status", { signal })),
  refetchInterval: 30_000,
  retry: false,
});
