import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { NoAnswer, Problem } from "@/api/problem";
import type { BillFile, FileProblemCode, Mapping, Preview, UploadMode } from "./bill-file";

const root = (billerId: string) => `/api/v1/billers/${encodeURIComponent(billerId)}/bill-files`;

/** What the preview needs: the head of the file. */
const PREVIEW_BYTES = 256 * 1024;

export const billFilesQuery = (billerId: string) =>
  infiniteQueryOptions({
    queryKey: ["bill-files", billerId],
    queryFn: ({ pageParam, signal }) => answer(
        api.GET("/api/v1/billers/{biller_id}/bill-files", { params: { path: { biller_id: billerId }, query: { limit: 20, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const billFileQuery = (billerId: string, fileId: string) =>
  queryOptions({
    queryKey: ["bill-file", billerId, fileId],
    queryFn: ({ signal }) => answer(
        api.GET("/api/v1/billers/{biller_id}/bill-files/{file_id}", { params: { path: { biller_id: billerId, file_id: fileId } }, signal }),
      ),
  });

/** `rejected` is part of the key, so that the list is asked for again while the file is being read. */
export const fileProblemsQuery = (billerId: string, fileId: string, rejected: number, code: FileProblemCode | undefined) =>
  infiniteQueryOptions({
    queryKey: ["bill-file-problems", billerId, fileId, rejected, code ?? ""],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/billers/{biller_id}/bill-files/{file_id}/problems", {
          params: { path: { biller_id: billerId, file_id: fileId }, query: { code, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // More rows of the same reason stay in sight while they are asked for again; those of another reason do not.
    placeholderData: (before, query) => (query?.queryKey[4] === (code ?? "") ? before : undefined),
  });

export const wrongRowsUrl = (billerId: string, fileId: string) => `${root(billerId)}/${encodeURIComponent(fileId)}/problems.csv`;

export function previewBillFile(billerId: string, file: File): Promise<Preview> {
  const form = new FormData();
  form.set("file", file.slice(0, PREVIEW_BYTES), file.name);
  return send<Preview>(`${root(billerId)}/preview`, form);
}

export function sendBillFile(
  billerId: string, file: File, mode: UploadMode, mapping: Mapping, onSent: (bytes: number, total: number) => void, signal: AbortSignal,
): Promise<BillFile> {
  const form = new FormData();
  form.set("mode", mode);
  form.set("mapping", JSON.stringify(mapping));
  form.set("file", file, file.name);
  return send<BillFile>(root(billerId), form, onSent, signal);
}

/** XMLHttpRequest, because fetch cannot tell how much of a large file has been sent. */
function send<T>(url: string, form: FormData, onSent?: (bytes: number, total: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => onSent?.(event.loaded, event.total));
    request.addEventListener("load", () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // A proxy's error page: the status says enough.
      }
      if (request.status >= 200 && request.status < 300 && body !== null) resolve(body as T);
      else if (request.status === 413 && !isRecord(body)) reject(new Problem(413, { detail: "The file is larger than we can take in one piece." }));
      else reject(new Problem(request.status, isRecord(body) ? body : {}));
    });
    request.addEventListener("error", () => reject(new NoAnswer(null)));
    request.addEventListener("abort", () => reject(new DOMException("Stopped", "AbortError")));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
