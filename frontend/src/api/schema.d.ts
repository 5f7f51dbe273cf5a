/** Written by hand from the module contract until the backend's OpenAPI document exists; then generated over. */
import type * as t from "./types";

type Json<T> = { headers: Record<string, unknown>; content: { "application/json": T } };
type Refused = { headers: Record<string, unknown>; content: { "application/problem+json": Record<string, unknown> } };
interface Send<Answer, Body, Params = object> {
  parameters: Params & { cookie?: never };
  requestBody: { content: { "application/json": Body } };
  responses: { 200: Json<Answer>; default: Refused };
}
interface Bare<Answer, Params = object> {
  parameters: Params & { cookie?: never };
  requestBody?: never;
  responses: { 200: Json<Answer>; default: Refused };
}
interface Empty<Params = object> {
  parameters: Params & { cookie?: never };
  requestBody?: never;
  responses: { 204: { headers: Record<string, unknown>; content?: never }; default: Refused };
}
interface Get<Answer, Params = object> {
  get: Bare<Answer, Params>;
}
type Key = { header: { "Idempotency-Key": string } };
type Id = { path: { id: string } };
type Listing = { query?: { limit?: number; cursor?: string; status?: string } };

export interface paths {
  "/api/v1/auth/session": Get<t.Session>;
  "/api/v1/auth/register": { post: Send<t.Session, { email: string; password: string; full_name: string }> };
  "/api/v1/auth/sign-in": { post: Send<t.Session, { email: string; password: string }> };
  "/api/v1/auth/sign-out": { post: Empty };
  "/api/v1/billers": Get<t.Page<t.Biller>, { query?: { q?: string; limit?: number; cursor?: string } }>;
  "/api/v1/billers/{id}": Get<t.Biller, Id>;
  "/api/v1/guest/lookup": { post: Send<t.GuestLookup, { biller_id: string; account_number: string; second_factor: string }> };
  "/api/v1/bills": Get<t.Page<t.Bill>, Listing>;
  "/api/v1/bills/{id}": Get<t.Bill, Id>;
  "/api/v1/accounts": Get<t.Page<t.LinkedAccount>> & {
    post: Send<t.LinkedAccount, { biller_id: string; account_number: string; second_factor: string }>;
  };
  "/api/v1/accounts/{id}": { delete: Empty<Id> };
  "/api/v1/quotes": { post: Send<t.Quote, { items: { bill_id: string; amount_minor?: number }[]; method: "card" | "bank" }> };
  "/api/v1/payments": Get<t.Page<t.Payment>, Listing> & { post: Send<t.Payment, t.NewPayment, Key> };
  "/api/v1/payments/{id}": Get<t.Payment, Id>;
  "/api/v1/payments/{id}/refresh": { post: Bare<t.Payment, Id> };
  "/api/v1/payments/{id}/cancel": { post: Bare<t.Payment, Id> };
  "/api/v1/payment-methods": Get<{ data: t.SavedCard[] }>;
  "/api/v1/payment-methods/setup": { post: Send<{ id: string; redirect_url: string }, { return_path: string }, Key> };
  "/api/v1/payment-methods/setup/{id}/complete": { post: Bare<{ data: t.SavedCard[] }, Id> };
  "/api/v1/payment-methods/{id}": { delete: Empty<Id> };
}
