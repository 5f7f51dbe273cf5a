import { queryOptions } from "@tanstack/react-query";
import { fetchText } from "./client";

function receiptPath(paymentId: string, suffix: string, token: string | undefined, extra: Record<string, string> = {}): string {
  const query = new URLSearchParams(token === undefined ? extra : { token, ...extra }).toString();
  return `/api/v1/receipts/${encodeURIComponent(paymentId)}${suffix}${query === "" ? "" : `?${query}`}`;
}

export const receiptDownloadUrl = (paymentId: string, token?: string) => receiptPath(paymentId, "", token, { download: "1" });
export const receiptPdfUrl = (paymentId: string, token?: string) => receiptPath(paymentId, "/pdf", token);

/** The receipt file's text, byte for byte: its proof is about its bytes. A receipt never changes. */
export const receiptQuery = (paymentId: string, token?: string) =>
  queryOptions({
    queryKey: ["receipt", paymentId, token ?? null],
    queryFn: ({ signal }) => fetchText(receiptPath(paymentId, "", token), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const policyQuery = queryOptions({
  queryKey: ["audit-policy"],
  queryFn: ({ signal }) => fetchText("/api/v1/audit/policy.json", signal),
  staleTime: 10 * 60_000,
});
