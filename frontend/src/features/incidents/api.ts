import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Incident = Schemas["IncidentOut"];
export type IncidentFile = Schemas["IncidentFileOut"];
export type IncidentBody = Schemas["IncidentBody"];
export type Step = Schemas["IncidentStepOut"];
export type IncidentNotice = Schemas["NoticeOut"];
export type Plans = Schemas["IncidentPlansOut"];
export type Kind = Incident["kind"];
export type Severity = Incident["severity"];

/** Everything about incidents begins with this key, so that one act brings all of it up to date. */
export const INCIDENTS = "incidents";
const LIVE = 2_000;

export const plansQuery = queryOptions({
  queryKey: [INCIDENTS, "plans"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/incidents/plans", { signal })),
  staleTime: Infinity,
});

export const incidentsQuery = (state: "unresolved" | "resolved") =>
  infiniteQueryOptions({
    queryKey: [INCIDENTS, "list", state],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/incidents", { params: { query: { state, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: 15_000,
  });

/** The time line is live: asked for again every two seconds until the incident is resolved. */
export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: [INCIDENTS, "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/incidents/{incident_id}", { params: { path: { incident_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.incident.state === "resolved" ? false : LIVE),
  });

export const emergencyQuery = queryOptions({
  queryKey: [INCIDENTS, "emergency"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/emergency-mode", { signal })),
  refetchInterval: 5_000,
});

const of = (id: string) => ({ params: { path: { incident_id: id } } });

export const declareIncident = (body: IncidentBody) => answer(api.POST("/api/v1/incidents", { body }));
export const addNote = (id: string, words: string) => answer(api.POST("/api/v1/incidents/{incident_id}/notes", { ...of(id), body: { words } }));
export const tellPublic = (id: string, words: string) => answer(api.POST("/api/v1/incidents/{incident_id}/public-updates", { ...of(id), body: { words } }));
export const contain = (id: string, words: string) => answer(api.POST("/api/v1/incidents/{incident_id}/contain", { ...of(id), body: { words } }));
export const resolve = (id: string, words: string) => answer(api.POST("/api/v1/incidents/{incident_id}/resolve", { ...of(id), body: { words } }));
export const runStep = (id: string, step: string) =>
  answer(api.POST("/api/v1/incidents/{incident_id}/steps/{step_id}/run", { params: { path: { incident_id: id, step_id: step } } }));
export const proposeEmergencyOff = (reason: string) => answer(api.POST("/api/v1/emergency-mode/off-proposals", { body: { reason } }));

export const reportUrl = (id: string, form: "pdf" | "json") => `/api/v1/incidents/${id}/report.${form}`;
export const evidenceUrl = (id: string) => `/api/v1/incidents/${id}/evidence`;
