/** The API's shapes by the names the app uses (contract section 1). */
import type { Money } from "@/lib/money";

export type { Money };

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface SessionUser {
  id: string;
  email: string;
  full_name: string;
  role: string;
  biller_id: string | null;
  biller_name: string | null;
}

export interface Session {
  kind: "user" | "guest" | "anonymous";
  user: SessionUser | null;
  guest: { biller_id: string; biller_name: string; account_number: string } | null;
  permissions: string[];
}

export interface Biller {
  id: string;
  slug: string;
  name: string;
  category: string;
  currency: string;
  time_zone: string;
  logo_text: string;
  statement_descriptor: string;
  account_number: { label: string; hint: string; example: string };
  second_factor: { kind: "postal_code" | "last_name" | "phone_last4"; label: string; hint: string };
  fee_methods: { method: "card" | "bank"; summary: string }[];
  partial_payment: boolean;
  over_payment: boolean;
  cut_off: string;
  support: { phone: string; email: string; url: string };
}

export interface Bill {
  id: string;
  biller_id: string;
  biller_name: string;
  account_number: string;
  account_name: string;
  bill_number: string;
  currency: string;
  amount_due: Money;
  amount_paid: Money;
  amount_open: Money;
  issued_on: string;
  due_on: string;
  status: "open" | "part_paid" | "paid" | "withdrawn";
  overdue: boolean;
  live_payment_id: string | null;
  charges: { description: string; amount: Money }[];
  service_address: string | null;
  period_start: string | null;
  period_end: string | null;
  message: string | null;
}

export interface GuestLookup {
  account: { biller_id: string; biller_name: string; account_number: string; account_name_masked: string };
  bills: Bill[];
}

export interface LinkedAccount {
  id: string;
  biller_id: string;
  biller_name: string;
  account_number: string;
  nickname: string | null;
}

export interface QuoteItem {
  bill_id: string;
  biller_id: string;
  biller_name: string;
  bill_number: string;
  account_number: string;
  amount: Money;
  fee: Money;
  delivery_date: string;
  cut_off_at: string;
}

export interface Quote {
  id: string;
  items: QuoteItem[];
  amount: Money;
  fee: Money;
  total: Money;
  method: "card" | "bank";
  delivery_date: string;
  expires_at: string;
}

export type PaymentState =
  | "submitting"
  | "requires_action"
  | "processing"
  | "unknown"
  | "held"
  | "blocked"
  | "succeeded"
  | "failed"
  | "expired"
  | "canceled";

export interface Payment {
  id: string;
  confirmation_number: string;
  state: PaymentState;
  reason: { code: string; message: string } | null;
  items: QuoteItem[];
  amount: Money;
  fee: Money;
  total: Money;
  method: { kind: "card"; brand: string | null; last4: string | null };
  email: string | null;
  created_at: string;
  updated_at: string;
  succeeded_at: string | null;
  delivery_date: string;
  next_action: { kind: "redirect"; url: string } | null;
  receipt: { url: string; pdf_url: string; token: string } | null;
  history: { state: PaymentState; at: string }[];
  statement_descriptor: string;
}

export interface NewPayment {
  quote_id: string;
  method: { kind: "saved_card"; payment_method_id: string } | { kind: "checkout"; save_card: boolean };
  email: string | null;
}

export interface SavedCard {
  id: string;
  kind: "card";
  brand: string;
  last4: string;
  exp_month: number;
  exp_year: number;
  expired: boolean;
}
