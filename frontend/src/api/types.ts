/** The API's shapes by the names the app uses. All of them come from the generated schema. */
import type { Money } from "@/lib/money";
import type { components } from "./schema";

export type { Money };

type Schemas = components["schemas"];

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export type Session = Schemas["SessionOut"];
export type SessionUser = Schemas["SessionUser"];
export type Biller = Schemas["BillerOut"];
export type Bill = Schemas["BillOut"];
export type GuestLookup = Schemas["GuestLookUpOut"];
export type LinkedAccount = Schemas["LinkedAccountOut"];
export type Quote = Schemas["QuoteOut"];
export type QuoteItem = Schemas["ItemOut"];
export type Payment = Schemas["PaymentOut"];
export type PaymentState = Schemas["PaymentState"];
export type NewPayment = Schemas["PaymentIn"];
export type SavedCard = Schemas["PaymentMethodOut"];
