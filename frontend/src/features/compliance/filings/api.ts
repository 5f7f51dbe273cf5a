import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import { DESK } from "../api";

type Schemas = components["schemas"];
export type Filing = Schemas["FilingOut"];
export type FilingRow = Schemas["FilingRowOut"];
export type FilingKind = Schemas["FilingKind"];
export type FilingState = Schemas["FilingState"];
export type FilingContent = Schemas["FilingContent"];
export type FilingCode = Schemas["FilingCodeOut"];
export type Defect = Schemas["DefectOut"];
export type Remark = Schemas["RemarkOut"];
export type Batch = Schemas["BatchOut"];
export type BatchDetail = Schemas["BatchDetailOut"];
export type BatchReport = Schemas["BatchReportOut"];
export type Approval = Schemas["ApprovalOut"];

export interface FilingFilters {
  state?: FilingState | "closed" | undefined;
  kind?: FilingKind | undefined;
}

const root = "/api/v1/compliance";
const ofFiling = (id: string) => ({ params: { path: { filing_id: id } } });
const ofBatch = (id: string) => ({ params: { path: { batch_id: id } } });

export const filingsQuery = ({ state, kind }: FilingFilters) =>
  infiniteQueryOptions({
    queryKey: [DESK, "filings", state ?? "open", kind ?? "any"],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/filings", { params: { query: { state, kind, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const readFiling = (id: string, signal?: AbortSignal): Promise<Filing> => answer(api.GET("/api/v1/compliance/filings/{filing_id}", { ...ofFiling(id), signal: signal ?? null }));

/** Each look at a filing is on record, so it is not repeated behind the officer's back. */
export const filingQuery = (id: string) =>
  queryOptions({ queryKey: [DESK, "filing", id], queryFn: ({ signal }) => readFiling(id, signal), staleTime: Infinity });

export const caseFilingsQuery = (caseId: string) =>
  queryOptions({
    queryKey: [DESK, "case-filings", caseId],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/cases/{case_id}/filings", { params: { path: { case_id: caseId } }, signal })),
  });

export const codesQuery = (kind: FilingKind) =>
  queryOptions({
    queryKey: ["filing-codes", kind],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/filings/codes", { params: { query: { form: kind === "ctr" ? "ctr" : "sar" } }, signal })),
    staleTime: Infinity,
  });

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ["approvals", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/approvals/{approval_id}", { params: { path: { approval_id: id } }, signal })),
  });

export const batchesQuery = infiniteQueryOptions({
  queryKey: [DESK, "batches"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/compliance/filing-batches", { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: [DESK, "batch", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/compliance/filing-batches/{batch_id}", { ...ofBatch(id), signal })),
  });

export const draftOfCase = (caseId: string, kind: FilingKind): Promise<Filing> =>
  answer(api.POST("/api/v1/compliance/cases/{case_id}/filings", { params: { path: { case_id: caseId } }, body: { kind } }));
export const draftAlone = (kind: FilingKind): Promise<Filing> => answer(api.POST("/api/v1/compliance/filings", { body: { kind } }));
export const saveFiling = (id: string, version: number, content: FilingContent): Promise<Filing> =>
  answer(api.PUT("/api/v1/compliance/filings/{filing_id}", { ...ofFiling(id), body: { version, content } }));
export const checkFiling = (kind: FilingKind, content: FilingContent, signal: AbortSignal): Promise<Schemas["ChecksOut"]> =>
  answer(api.POST("/api/v1/compliance/filings/check", { params: { query: { kind } }, body: { content }, signal }));
export const proposeFiling = (id: string, reason: string): Promise<Schemas["FilingProposedOut"]> =>
  answer(api.POST("/api/v1/compliance/filings/{filing_id}/proposals", { ...ofFiling(id), body: { reason } }));
export const discardFiling = (id: string): Promise<Filing> => answer(api.POST("/api/v1/compliance/filings/{filing_id}/discard", ofFiling(id)));
export const amendFiling = (id: string): Promise<Filing> => answer(api.POST("/api/v1/compliance/filings/{filing_id}/amendments", ofFiling(id)));
export const sentToOfac = (id: string, reference: string): Promise<Filing> =>
  answer(api.POST("/api/v1/compliance/filings/{filing_id}/sent-to-ofac", { ...ofFiling(id), body: { reference } }));

/** Approves what was shown and nothing else: its hash goes with it. */
export const approveFiling = (shown: Approval): Promise<Approval> =>
  answer(api.POST("/api/v1/approvals/{approval_id}/approve", { params: { path: { approval_id: shown.id } }, body: { content_hash: shown.content_hash } }));
export const returnFiling = (approvalId: string, reason: string): Promise<Approval> =>
  answer(api.POST("/api/v1/approvals/{approval_id}/reject", { params: { path: { approval_id: approvalId } }, body: { reason } }));

export const makeBatch = (kind: FilingKind): Promise<Batch> => answer(api.POST("/api/v1/compliance/filing-batches", { body: { kind } }));
export const batchSent = (id: string, trackingId: string): Promise<Batch> =>
  answer(api.POST("/api/v1/compliance/filing-batches/{batch_id}/sent", { ...ofBatch(id), body: { tracking_id: trackingId } }));

export function acknowledgeBatch(id: string, file: File): Promise<Schemas["AcknowledgedOut"]> {
  const form = new FormData();
  form.set("file", file, file.name);
  // The document says "a string of bytes"; the browser sends the file.
  return answer(api.POST("/api/v1/compliance/filing-batches/{batch_id}/acknowledgement", { ...ofBatch(id), body: form as unknown as { file: string } }));
}

export const pageUrl = (id: string): string => `${root}/filings/${encodeURIComponent(id)}/page`;
export const batchFileUrl = (id: string): string => `${root}/filing-batches/${encodeURIComponent(id)}/file`;
