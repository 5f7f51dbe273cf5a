import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type PublicStatus = Schemas["StatusOut"];
export type Component = Schemas["ComponentOut"]["component"];
export type State = Schemas["ComponentOut"]["state"];
export type StatusDay = Schemas["StatusDayOut"];
export type PublicIncident = Schemas["PublicIncidentOut"];

/** The server believes what it read for ten seconds, so asking more often would tell nothing new. */
export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/status", { signal })),
  refetchInterval: 15_000,
});
