/** Data for the accessibility walk, in the API's shapes, built around today so that due dates keep their meaning. */
import type { Bill, Biller, Payment, PaymentState, Quote, SavedCard, Session } from "../../src/api/types";

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const instant = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
export const usd = (amount_minor: number) => ({ amount_minor, currency: "USD" });

export const anonymous: Session = { kind: "anonymous", user: null, guest: null, permissions: [], second_factor_missing: false };
export const guest: Session = {
  kind: "guest",
  user: null,
  guest: { biller_id: "bil_water", biller_name: "City of Riverton Water", account_number: "1002003001" },
  permissions: [],
  second_factor_missing: false,
};
export const payer: Session = {
  kind: "user",
  user: { id: "usr_1", email: "payer@example.com", full_name: "Pat Payer", role: "payer", biller_id: null, biller_name: null, email_confirmed: true, pending_email: null },
  guest: null,
  permissions: [],
  second_factor_missing: false,
};

export const water: Biller = {
  id: "bil_water",
  slug: "riverton-water",
  name: "City of Riverton Water",
  category: "water",
  currency: "USD",
  time_zone: "America/Los_Angeles",
  logo_text: "RW",
  statement_descriptor: "RIVERTON WATER",
  account_number: { label: "Account number", hint: "Ten digits, at the top right of your bill.", example: "1002003001" },
  second_factor: { kind: "postal_code", label: "Postal code", hint: "Of the address the water goes to." },
  fee_methods: [{ method: "card", summary: "$1.50" }],
  partial_payment: true,
  over_payment: false,
  cut_off: "17:00",
  support: { phone: "+1 555 010 0100", email: "help@riverton.example", url: "https://riverton.example/water" },
};
export const energy: Biller = {
  ...water,
  id: "bil_energy",
  slug: "northwind-energy",
  name: "Northwind Energy",
  logo_text: "Northwind",
  partial_payment: false,
  fee_methods: [{ method: "card", summary: "2% (at least $1.00, at most $9.95)" }],
};
export const tax: Biller = { ...water, id: "bil_tax", slug: "lakeside-tax", name: "Lakeside Property Tax", logo_text: "LT", fee_methods: [{ method: "card", summary: "No fee" }] };

export function bill(changes: Partial<Bill> = {}): Bill {
  return {
    id: "bill_1",
    biller_id: "bil_water",
    biller_name: "City of Riverton Water",
    account_number: "1002003001",
    account_name: "Jordan Rivers",
    bill_number: "RW-2026-11",
    currency: "USD",
    amount_due: usd(10_000),
    amount_paid: usd(0),
    amount_open: usd(10_000),
    issued_on: day(-10),
    due_on: day(6),
    status: "open",
    overdue: false,
    live_payment_id: null,
    charges: [
      { description: "Water, 14 units", amount: usd(6_200) },
      { description: "Sewer service", amount: usd(3_000) },
      { description: "Storm drain", amount: usd(800) },
    ],
    service_address: "120 Harbor Street, Riverton, CA 94110",
    period_start: day(-40),
    period_end: day(-10),
    message: "Rates change on January 1. See our site for the new table.",
    ...changes,
  };
}

export const severalBills: Bill[] = [
  bill({ id: "bill_2", biller_id: "bil_energy", biller_name: "Northwind Energy", account_number: "NE-123456", bill_number: "NW-88121", amount_due: usd(8_420), amount_open: usd(8_420), due_on: day(-12), overdue: true }),
  bill(),
  bill({ id: "bill_3", bill_number: "RW-2026-10", status: "part_paid", amount_due: usd(9_000), amount_paid: usd(4_000), amount_open: usd(5_000), due_on: day(20) }),
  bill({ id: "bill_4", bill_number: "RW-2026-09", live_payment_id: "pay_1", due_on: day(1) }),
  bill({ id: "bill_5", bill_number: "RW-2026-08", status: "paid", amount_paid: usd(10_000), amount_open: usd(0), due_on: day(-60) }),
  bill({ id: "bill_6", bill_number: "RW-2026-07", status: "withdrawn", due_on: day(-90) }),
];

export const quote: Quote = {
  id: "quo_1",
  items: [
    {
      bill_id: "bill_1",
      biller_id: "bil_water",
      biller_name: "City of Riverton Water",
      bill_number: "RW-2026-11",
      account_number: "1002003001",
      amount: usd(10_000),
      fee: usd(150),
      delivery_date: day(1),
      cut_off_at: instant(180),
    },
  ],
  amount: usd(10_000),
  fee: usd(150),
  total: usd(10_150),
  method: "card",
  delivery_date: day(1),
  expires_at: instant(15),
};

export function payment(state: PaymentState, changes: Partial<Payment> = {}): Payment {
  const done = state === "succeeded";
  return {
    id: "pay_1",
    confirmation_number: "7KQ4-M2XD-9F",
    state,
    reason: null,
    items: quote.items,
    amount: usd(10_000),
    fee: usd(150),
    total: usd(10_150),
    method: { kind: "card", brand: done ? "visa" : null, last4: done ? "4242" : null },
    email: "jordan@example.com",
    created_at: instant(-3),
    updated_at: instant(-1),
    succeeded_at: done ? instant(-1) : null,
    delivery_date: day(1),
    next_action: state === "requires_action" ? { kind: "redirect", url: "/sandbox/checkout" } : null,
    receipt: done ? { url: "/receipts/pay_1?token=abc", pdf_url: "/api/v1/receipts/pay_1/pdf?token=abc", token: "abc" } : null,
    history: [{ state, at: instant(-1) }],
    statement_descriptor: "RIVERTON WATER",
    ...changes,
  };
}

export const cards: SavedCard[] = [
  { id: "pm_1", kind: "card", brand: "visa", last4: "4242", exp_month: 12, exp_year: 2040, expired: false },
  { id: "pm_2", kind: "card", brand: "mastercard", last4: "4444", exp_month: 3, exp_year: 2024, expired: true },
];

export const page = <T>(data: T[], next_cursor: string | null = null) => ({ data, next_cursor });
