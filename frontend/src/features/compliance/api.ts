import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Alert = Schemas["AlertOut"];
export type AlertDetail = Schemas["AlertDetailOut"];
export type AlertState = Alert["state"];
export type Verdict = Alert["verdict"];
export type StoppedTransfer = Schemas["StoppedTransferOut"];
export type Case = Schemas["CaseOut"];
export type CaseBrief = Schemas["CaseBriefOut"];
export type CaseFile = Schemas["CaseFileOut"];
export type CaseEntry = Schemas["CaseEntryOut"];
export type CaseState = Case["state"];
export type Clock = Schemas["ClockOut"];
export type ClockKind = Clock["kind"];
export type Outcome = NonNullable<Case["outcome"]>;
export type Deadline = Schemas["DeadlineOut"];
export type Freeze = Schemas["FreezeOut"];
export type FreezeKind = Freeze["kind"];

export interface AlertFilters {
  state?: AlertState | undefined;
  code?: string | undefined;
  verdict?: Verdict | undefined;
  party?: string | undefined;
}

export interface CaseFilters {
  state?: CaseState | undefined;
  whose?: "me" | "nobody" | undefined;
}

/** Everything the desk shows begins with this key, so that one act brings all of it up to date. */
export const DESK = "compliance";
const LIVE = 15_000;

export const summaryQuery = queryOptions({
  queryKey: [DESK, "summary"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/summary", { signal })),
  refetchInterval: LIVE,
});

export const alertsQuery = ({ state, code, verdict, party }: AlertFilters) =>
  infiniteQueryOptions({
    queryKey: [DESK, "alerts", state ?? "any", code ?? "", verdict ?? "", party ?? ""],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/compliance/alerts", { params: { query: { state, code, verdict, party_id: party, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: LIVE,
  });

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: [DESK, "alert", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/alerts/{alert_id}", { params: { path: { alert_id: id } }, signal })),
  });

const UNDECIDED: CaseState[] = ["open", "investigating", "escalated"];

export const casesQuery = ({ state, whose }: CaseFilters) =>
  infiniteQueryOptions({
    queryKey: [DESK, "cases", state ?? "undecided", whose ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/compliance/cases", { params: { query: { state: state ? [state] : UNDECIDED, assignee: whose, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: LIVE,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [DESK, "case", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/cases/{case_id}", { params: { path: { case_id: id } }, signal })),
  });

export const deadlinesQuery = infiniteQueryOptions({
  queryKey: [DESK, "deadlines"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/deadlines", { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const freezesQuery = (state: "active" | "lifted") =>
  infiniteQueryOptions({
    queryKey: [DESK, "freezes", state],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/freezes", { params: { query: { state, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

const ofAlert = (id: string) => ({ params: { path: { alert_id: id } } });
const ofCase = (id: string) => ({ params: { path: { case_id: id } } });
const ofTransfer = (id: string) => ({ params: { path: { transfer_id: id } } });

export const dismissAlert = (id: string, reason: string) => answer(api.POST("/api/v1/compliance/alerts/{alert_id}/dismiss", { ...ofAlert(id), body: { reason } }));
export const takeAlert = (id: string) => answer(api.POST("/api/v1/compliance/alerts/{alert_id}/take", ofAlert(id)));
/** `notListedDays` decides as well that this is none of the listed parties. */
export const releaseTransfer = (id: string, reason: string, notListedDays: number | null) =>
  answer(api.POST("/api/v1/compliance/transfers/{transfer_id}/release", { ...ofTransfer(id), body: { reason, not_listed_days: notListedDays } }));
export const refuseTransfer = (id: string, reason: string) => answer(api.POST("/api/v1/compliance/transfers/{transfer_id}/refuse", { ...ofTransfer(id), body: { reason } }));
export const assignCase = (id: string, assignee: string | null) => answer(api.POST("/api/v1/compliance/cases/{case_id}/assign", { ...ofCase(id), body: { assignee } }));
export const addNote = (id: string, words: string, refs: string[]) => answer(api.POST("/api/v1/compliance/cases/{case_id}/notes", { ...ofCase(id), body: { words, refs } }));
export const escalateCase = (id: string, reason: string) => answer(api.POST("/api/v1/compliance/cases/{case_id}/escalate", { ...ofCase(id), body: { reason } }));
export const decideCase = (id: string, outcome: Outcome, reason: string) => answer(api.POST("/api/v1/compliance/cases/{case_id}/decide", { ...ofCase(id), body: { outcome, reason } }));
export const endClock = (id: string, kind: ClockKind, body: Schemas["ClockBody"]) =>
  answer(api.POST("/api/v1/compliance/cases/{case_id}/clocks/{kind}", { params: { path: { case_id: id, kind } }, body }));
export const proposeFreeze = (id: string, kind: FreezeKind, reason: string) => answer(api.POST("/api/v1/compliance/cases/{case_id}/freeze-proposals", { ...ofCase(id), body: { kind, reason } }));
export const proposeLift = (id: string, licenseNumber: string, reason: string) =>
  answer(api.POST("/api/v1/compliance/freezes/{freeze_id}/lift-proposals", { params: { path: { freeze_id: id } }, body: { license_number: licenseNumber, reason } }));
