import type { Page } from "@playwright/test";
import vectors from "../../src/lib/verify/vectors.json" with { type: "json" };
import { fakeApi, problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { anonymous, bill, cards, energy, guest, page, payer, payment, quote, severalBills, tax, usd, water } from "./sample-data";

const receiptText = vectors.files["2 of 7"];
const policyText = JSON.stringify(vectors.policies.log);

/** A visitor nobody knows yet, three billers, and everything that belongs to nobody. */
export const defaults: Answers = {
  "GET /api/v1/auth/session": { body: anonymous },
  "GET /api/v1/service-status": { body: { payments: "open", words: "", since: null } },
  "GET /api/v1/billers": { body: page([water, energy, tax]) },
  "GET /api/v1/billers/riverton-water": { body: water },
  "GET /api/v1/billers/bil_water": { body: water },
  "GET /api/v1/billers/bil_energy": { body: energy },
  "GET /api/v1/bills": problem(401, "not_signed_in", "Sign in first."),
  "GET /api/v1/payments": problem(401, "not_signed_in", "Sign in first."),
  "GET /api/v1/audit/policy.json": { text: policyText },
};

const asGuest: Answers = {
  "GET /api/v1/auth/session": { body: guest },
  "GET /api/v1/bills": { body: page([bill()]) },
  "GET /api/v1/bills/bill_1": { body: bill() },
  "POST /api/v1/quotes": { status: 201, body: quote },
};
const asPayer: Answers = {
  ...asGuest,
  "GET /api/v1/auth/session": { body: payer },
  "GET /api/v1/bills": { body: page(severalBills) },
  "GET /api/v1/accounts": { body: page([{ id: "acc_1", biller_id: "bil_water", biller_name: "City of Riverton Water", account_number: "1002003001", nickname: null }]) },
  "GET /api/v1/payment-methods": { body: { data: cards } },
  "GET /api/v1/payments": { body: page([payment("succeeded"), payment("failed", { id: "pay_2" }), payment("processing", { id: "pay_3" }), payment("requires_action", { id: "pay_4" })], "more") },
};
const myData = {
  made_at: "2026-11-23T10:00:00Z",
  sections: [
    { title: "You", why: "To sign you in and to send you receipts", rows: [{ Name: "Dana Reyes", Email: "dana@example.com" }] },
    { title: "Saved cards", why: "To pay again without typing", rows: [] },
    { title: "Payments", why: "To pay your bills", rows: [{ Id: "pay_1", Amount: "$100.00" }, { Id: "pay_2", Amount: "$20.00" }] },
  ],
  kept: [{ what: "Amounts and dates", why: "Books and records", how_long: "Five years" }],
};
const about = { company_name: "Riverton Payments", company_address: "1 River Road, Riverton", support_email: "help@riverton.example", support_phone: "+1 555 0199", privacy_contact: "privacy@riverton.example" };
const broken = problem(500, "internal", "An unexpected fault.");

const press = (label: string | RegExp) => (view: Page) => view.getByRole("button", { name: label }).click();

function paymentCase(name: string, shown: ReturnType<typeof payment>, shows: string): PageCase {
  const answer = { body: shown };
  return { name: `payment-${name}`, path: "/payments/pay_1", shows, api: { ...asGuest, "GET /api/v1/payments/pay_1": answer, "POST /api/v1/payments/pay_1/refresh": answer } };
}

export const payerPages: PageCase[] = [
  { name: "privacy", path: "/privacy", shows: "privacy@riverton.example", api: { "GET /api/v1/about": { body: about } } },
  { name: "privacy-without-address", path: "/privacy", shows: "We could not load the address", api: { "GET /api/v1/about": broken } },
  { name: "terms", path: "/terms", shows: "help@riverton.example", api: { "GET /api/v1/about": { body: about } } },
  { name: "your-data", path: "/your-data", shows: "Dana Reyes", api: { ...asPayer, "GET /api/v1/me/data": { body: myData } }, act: press("Show everything") },
  { name: "your-data-not-confirmed", path: "/your-data", shows: "There is a problem", api: asPayer, act: press("Erase my account") },
  { name: "find-biller", path: "/", shows: "Which bill do you want to pay?" },
  { name: "find-biller-loading", path: "/", shows: "Loading the list of billers", api: { "GET /api/v1/billers": "silence" } },
  { name: "find-biller-none", path: "/", shows: "We do not know that biller", api: { "GET /api/v1/billers": { body: page([]) } } },
  { name: "find-biller-broken", path: "/", shows: "We could not load", api: { "GET /api/v1/billers": broken } },
  { name: "find-biller-offline", path: "/", shows: "We could not reach our server", api: { "GET /api/v1/billers": "offline" } },
  { name: "find-biller-signed-in", path: "/", shows: "See your bills", api: asPayer },
  { name: "biller", path: "/b/riverton-water", shows: "Find your City of Riverton Water bill" },
  { name: "biller-link-account", path: "/b/riverton-water", shows: "Add this account", api: asPayer },
  { name: "biller-unknown", path: "/b/nobody", shows: "We do not know this biller" },
  { name: "biller-missing-fields", path: "/b/riverton-water", shows: "There is a problem", act: press("Find my bill") },
  {
    name: "biller-not-found",
    path: "/b/riverton-water",
    shows: "We found no bill with these two",
    api: { "POST /api/v1/guest/lookup": problem(404, "bill_not_found", "No bill was found.") },
    act: async (view) => {
      await view.getByLabel("Account number").fill("1002003009");
      await view.getByLabel("Postal code").fill("94110");
      await press("Find my bill")(view);
    },
  },
  { name: "bills-nobody", path: "/bills", shows: "Find your bill or sign in" },
  { name: "bills-guest", path: "/bills", shows: "Your City of Riverton Water bills", api: asGuest },
  { name: "bills-guest-nothing", path: "/bills", shows: "Nothing to pay", api: { ...asGuest, "GET /api/v1/bills": { body: page([]) } } },
  { name: "bills-payer", path: "/bills", shows: /Pay 3 bills/, api: asPayer },
  { name: "bills-payer-empty", path: "/bills", shows: "No bills yet", api: { ...asPayer, "GET /api/v1/bills": { body: page([]) }, "GET /api/v1/accounts": { body: page([]) } } },
  { name: "bills-loading", path: "/bills", shows: "Loading your bills", api: { ...asPayer, "GET /api/v1/bills": "silence" } },
  { name: "bills-broken", path: "/bills", shows: "We could not load your bills", api: { ...asPayer, "GET /api/v1/bills": broken } },
  { name: "bills-remove-account", path: "/bills", shows: "Remove your City of Riverton Water account?", api: asPayer, act: press("Remove City of Riverton Water") },
  { name: "bill", path: "/bills/bill_1", shows: "Charges", api: asGuest },
  { name: "bill-overdue", path: "/bills/bill_1", shows: "Overdue", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[0] } } },
  { name: "bill-part-paid", path: "/bills/bill_1", shows: "Already paid", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[2] } } },
  { name: "bill-live", path: "/bills/bill_1", shows: "A payment for this bill is in progress", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[3] } } },
  { name: "bill-paid", path: "/bills/bill_1", shows: "This bill is paid", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[4] } } },
  { name: "bill-withdrawn", path: "/bills/bill_1", shows: "Your biller has withdrawn this bill", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[5] } } },
  { name: "bill-unknown", path: "/bills/bill_9", shows: "There is no page here", api: { ...asGuest, "GET /api/v1/bills/bill_9": problem(404, "bill_not_found", "No such bill.") } },
  { name: "pay-without-bill", path: "/pay", shows: "Choose a bill first", api: asGuest },
  { name: "pay-guest", path: "/pay?bills=bill_1", shows: "Pay $101.50", api: asGuest },
  { name: "pay-saved-card", path: "/pay?bills=bill_1", shows: "Visa ending in 4242", api: asPayer },
  { name: "pay-several", path: "/pay?bills=bill_1,bill_2", shows: "Pay $186.20", api: { ...asPayer, "GET /api/v1/bills/bill_2": { body: severalBills[0] }, "POST /api/v1/quotes": { status: 201, body: severalQuote() } } },
  { name: "pay-amount", path: "/pay?bills=bill_1&step=amount", shows: "How much do you want to pay?", api: asGuest },
  {
    name: "pay-amount-wrong",
    path: "/pay?bills=bill_1&step=amount",
    shows: "Enter the amount as a number",
    api: asGuest,
    act: async (view) => {
      await view.getByLabel("Another amount").check();
      await view.getByLabel("Amount to pay").fill("a lot");
      await press("Continue")(view);
    },
  },
  { name: "pay-no-email", path: "/pay?bills=bill_1", shows: "Enter your email address", api: asGuest, act: press(/^Pay \$/) },
  { name: "pay-loading", path: "/pay?bills=bill_1", shows: "Working out the price", api: { ...asGuest, "POST /api/v1/quotes": "silence" } },
  { name: "pay-broken", path: "/pay?bills=bill_1", shows: "We could not load the price", api: { ...asGuest, "POST /api/v1/quotes": problem(400, "part_payment_not_taken", "This biller takes the whole amount only.") } },
  { name: "pay-already-paid", path: "/pay?bills=bill_1", shows: "This bill is already paid", api: { ...asGuest, "POST /api/v1/quotes": problem(409, "bill_already_paid", "Already paid.", { payment_id: "pay_1" }) } },
  { name: "pay-live", path: "/pay?bills=bill_1", shows: "A payment for this bill has been started", api: { ...asGuest, "GET /api/v1/bills/bill_1": { body: severalBills[3] } } },
  { name: "pay-quote-expired", path: "/pay?bills=bill_1", shows: "The price was no longer valid", api: { ...asPayer, "POST /api/v1/payments": problem(409, "quote_expired", "The quote has expired.") }, act: press(/^Pay \$/) },
  {
    name: "pay-price-renewed",
    path: "/pay?bills=bill_1",
    shows: "We looked the price up again",
    api: { ...asGuest, "POST /api/v1/quotes": { status: 201, body: { ...quote, expires_at: new Date(Date.now() + 3_600_000).toISOString() } } },
    act: (view) => letPriceExpire(view),
  },
  paymentCase("submitting", payment("submitting"), "Sending your payment"),
  paymentCase("requires-action", payment("requires_action"), "One step is left"),
  paymentCase("processing", payment("processing"), "Your bank is working on it"),
  paymentCase("unknown", payment("unknown"), "We're checking with the card processor"),
  paymentCase("held", payment("held"), "We are checking this payment"),
  paymentCase("blocked", payment("blocked"), "We cannot take this payment"),
  paymentCase("succeeded", payment("succeeded"), "Paid. Thank you."),
  paymentCase("receipt-pending", payment("succeeded", { receipt: null }), "Your receipt is being written"),
  paymentCase("declined", payment("failed", { reason: { code: "insufficient_funds", message: "Declined." } }), "The card does not have enough money"),
  paymentCase("expired", payment("expired"), "The time for this payment ran out"),
  paymentCase("canceled", payment("canceled"), "You canceled this payment"),
  paymentCase("already-paid", payment("canceled", { reason: { code: "bill_already_paid", message: "Paid by another payment." } }), "This bill was already paid"),
  { name: "payment-unknown-id", path: "/payments/pay_9", shows: "There is no page here", api: { ...asGuest, "GET /api/v1/payments/pay_9": problem(404, "payment_not_found", "No such payment.") } },
  { name: "payment-broken", path: "/payments/pay_1", shows: "We could not load this payment", api: { ...asGuest, "GET /api/v1/payments/pay_1": broken } },
  { name: "receipt", path: "/receipts/pay_1?token=abc", shows: "Download the receipt file", api: { "GET /api/v1/receipts/pay_1": { text: receiptText } } },
  { name: "receipt-checked", path: "/receipts/pay_1?token=abc", shows: "This receipt is real", api: { "GET /api/v1/receipts/pay_1": { text: receiptText } }, act: press("Check that this receipt is real") },
  { name: "receipt-none", path: "/receipts/pay_9?token=x", shows: "There is no receipt here", api: { "GET /api/v1/receipts/pay_9": problem(404, "receipt_not_found", "No receipt.") } },
  { name: "verify", path: "/verify", shows: "Check a receipt" },
  { name: "verify-valid", path: "/verify", shows: "This receipt is real", act: chooseFile(receiptText) },
  { name: "verify-not-valid", path: "/verify", shows: "Do not trust this receipt", act: chooseFile(receiptText.replace('"amount_minor":10000', '"amount_minor":10001')) },
  { name: "verify-no-policy", path: "/verify", shows: "We could not load the log's public key", api: { "GET /api/v1/audit/policy.json": broken } },
  { name: "activity", path: "/activity", shows: "Show older payments", api: asPayer },
  { name: "activity-empty", path: "/activity", shows: "No payments yet", api: { ...asPayer, "GET /api/v1/payments": { body: page([]) } } },
  { name: "activity-nobody", path: "/activity", shows: "Find your bill or sign in" },
  { name: "cards", path: "/cards", shows: "Visa ending in 4242", api: asPayer },
  { name: "cards-empty", path: "/cards", shows: "No saved cards", api: { ...asPayer, "GET /api/v1/payment-methods": { body: { data: [] } } } },
  { name: "cards-remove", path: "/cards", shows: "Remove Visa ending in 4242?", api: asPayer, act: press("Remove Visa ending in 4242") },
  { name: "cards-added", path: "/cards?setup=set_1", shows: "Your card is saved", api: { ...asPayer, "POST /api/v1/payment-methods/setup/set_1/complete": { body: { data: cards } } } },
  { name: "offline", path: "/bills", shows: "You are offline", api: asPayer, act: (view) => view.context().setOffline(true) },
  {
    name: "session-ended",
    path: "/bills",
    shows: "Sign in to continue where you were",
    api: asPayer,
    act: async (view) => {
      await view.getByRole("link", { name: "Payments" }).waitFor();
      await fakeApi(view, { ...defaults });
      await view.getByRole("link", { name: "Payments" }).click();
    },
  },
  { name: "sign-in", path: "/sign-in", shows: "To see your bills" },
  { name: "sign-in-wrong", path: "/sign-in", shows: "do not fit together", api: { "POST /api/v1/auth/sign-in": problem(401, "wrong_credentials", "Wrong.") }, act: signIn },
  { name: "register", path: "/register", shows: "It is free" },
  { name: "register-missing", path: "/register", shows: "Enter your name", act: press("Create an account") },
  { name: "no-access", path: "/no-access", shows: "You cannot open that page" },
  { name: "not-found", path: "/no/such/page", shows: "There is no page here" },
  { name: "account-menu", path: "/bills", shows: "Sign out", api: asPayer, act: (view) => view.getByText("Pat Payer").click() },
];

/** Moves the page's clock to the end of the price it shows. */
async function letPriceExpire(view: Page): Promise<void> {
  await view.getByRole("button", { name: /^Pay \$/ }).waitFor();
  const ended = Date.now() + 3_600_000;
  await view.evaluate((now) => {
    Date.now = () => now;
  }, ended);
}

function severalQuote() {
  const [first] = quote.items;
  const second = { ...first, bill_id: "bill_2", biller_id: "bil_energy", biller_name: "Northwind Energy", bill_number: "NW-88121", account_number: "NE-123456", amount: usd(8_420), fee: usd(50) };
  return { ...quote, items: [first, second], amount: usd(18_420), fee: usd(200), total: usd(18_620) };
}

function chooseFile(text: string) {
  return (view: Page) => view.getByLabel("Choose the receipt file").setInputFiles({ name: "receipt.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

async function signIn(view: Page): Promise<void> {
  await view.getByLabel("Email address").fill("payer@example.com");
  await view.getByLabel("Password").fill("wrong");
  await view.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}
