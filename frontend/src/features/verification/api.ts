import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type Verification = components["schemas"]["OwnVerificationOut"];
export type Facts = components["schemas"]["FactsBody"];
export type OwnDocument = components["schemas"]["DocumentOut"];
export type DocumentKind = components["schemas"]["DocumentKind"];
export type NumberKind = components["schemas"]["NumberKind"];

export const verificationQuery = queryOptions({
  queryKey: ["verification"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/kyc", { signal })),
});

export const saveFacts = (body: Facts): Promise<Verification> => answer(api.PUT("/api/v1/kyc/facts", { body }));

export function sendDocument(form: FormData): Promise<OwnDocument> {
  // The generated type says "string" for a file; what is sent is the form itself.
  return answer(api.POST("/api/v1/kyc/documents", { body: form as never }));
}

export const withdrawDocument = (id: string): Promise<Verification> =>
  answer(api.DELETE("/api/v1/kyc/documents/{document_id}", { params: { path: { document_id: id } } }));

export const handIn = (): Promise<Verification> => answer(api.POST("/api/v1/kyc/submit"));
