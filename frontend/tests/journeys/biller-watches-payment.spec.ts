import { expect, test, type APIRequestContext } from "@playwright/test";
import { signIn } from "./support/sign-in";

const run = Date.now().toString(36).toUpperCase();
const accountNumber = String(4_000_000_000 + (Date.now() % 1_000_000_000));
const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

test.use({ actionTimeout: 10_000 });

/** A bill of this run alone, sent as the staff's own file. */
async function sendBill(staff: APIRequestContext, origin: string, billerId: string) {
  const headers = { origin };
  const sent = await staff.post(`/api/v1/billers/${billerId}/bill-files`, {
    headers,
    multipart: {
      file: { name: `watch-${run}.csv`, mimeType: "text/csv", buffer: Buffer.from(`account_number,bill_number,amount_due,due_on,second_factor\r\n${accountNumber},WATCH-${run},100.00,${due},94110\r\n`) },
      mapping: JSON.stringify(Object.fromEntries(["account_number", "bill_number", "amount_due", "due_on", "second_factor"].map((name) => [name, name]))),
    },
  });
  expect(sent.status(), await sent.text()).toBe(202);
  const { id } = (await sent.json()) as { id: string };
  await expect.poll(async () => ((await (await staff.get(`/api/v1/billers/${billerId}/bill-files/${id}`)).json()) as { status: string }).status, { timeout: 30_000 }).toBe("done");
}

/** A guest who comes as far as the processor's page; `finish` pays there. */
async function startPayment(guest: APIRequestContext, origin: string, billerId: string) {
  const post = async <T>(path: string, data: unknown, more: Record<string, string> = {}) => {
    const answer = await guest.post(path, { data, headers: { origin, ...more } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  };
  const found = await post<{ bills: { id: string }[] }>("/api/v1/guest/lookup", { biller_id: billerId, account_number: accountNumber, second_factor: "94110" });
  const quote = await post<{ id: string }>("/api/v1/quotes", { items: [{ bill_id: found.bills[0]?.id }], method: "card" });
  const payment = await post<{ id: string; confirmation_number: string; next_action: { url: string } }>(
    "/api/v1/payments",
    { quote_id: quote.id, method: { kind: "checkout", save_card: false }, email: "guest@example.com" },
    { "Idempotency-Key": crypto.randomUUID() },
  );
  const finish = async () => {
    const form = { email: "guest@example.com", number: "4242424242424242", expiry: "12 / 34", cvc: "123", name: "Guest", act: "pay" };
    const paid = await guest.post(payment.next_action.url, { form, maxRedirects: 0 });
    expect(paid.status()).toBe(303);
    await post(`/api/v1/payments/${payment.id}/refresh`, undefined);
  };
  return { confirmationNumber: payment.confirmation_number, finish };
}

test("staff sees a payment arrive, change state and tell its whole story", async ({ page, playwright, baseURL }) => {
  const origin = new URL(baseURL ?? "http://localhost:8001").origin;
  await signIn(page, "staff@riverton.example");
  const session = (await (await page.request.get("/api/v1/auth/session")).json()) as { user: { biller_id: string } };
  await sendBill(page.request, origin, session.user.biller_id);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Payments" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Payments" }).or(page.getByText("No payments yet"))).toBeVisible();
  const search = page.getByRole("searchbox");
  await search.focus();
  await search.pressSequentially("half a word");

  const guest = await playwright.request.newContext({ baseURL: origin });
  const payment = await startPayment(guest, origin, session.user.biller_id);
  const row = page.getByRole("row", { name: new RegExp(payment.confirmationNumber) });

  await test.step("it comes in at the top, is said politely, and takes neither focus nor typing away", async () => {
    await expect(page.getByRole("table", { name: "Payments" }).getByRole("row").nth(1)).toContainText(payment.confirmationNumber);
    await expect(row).toContainText("Waiting for payer");
    await expect(page.getByRole("status").filter({ hasText: "New payment of $101.50." })).toBeAttached();
    await expect(search).toBeFocused();
    await expect(search).toHaveValue("half a word");
  });

  await test.step("it is paid before one's eyes", async () => {
    await payment.finish();
    await expect(row).toContainText("Paid");
    await expect(page.getByRole("status").filter({ hasText: "Payment of $101.50: paid." })).toBeAttached();
    await expect(search).toBeFocused();
  });

  await test.step("its story shows states, balanced entries and a proof checked in the browser", async () => {
    await page.getByRole("link", { name: payment.confirmationNumber }).click();
    await expect(page.getByRole("heading", { name: `Payment ${payment.confirmationNumber}` })).toBeFocused();
    await expect(page.getByRole("listitem").filter({ hasText: "Waiting for payer" }).first()).toBeVisible();
    const moved = page.getByRole("article").filter({ hasText: "Money set aside was moved" });
    await expect(moved.getByRole("row", { name: /Owed to the biller/ })).toContainText("$100.00");
    await expect(moved.getByRole("row", { name: /Service fees earned/ })).toContainText("$1.50");
    await expect(moved.getByRole("row", { name: /Both sides/ })).toHaveText(/\$101\.50\s*\$101\.50/);
    await page.getByRole("button", { name: /^Verify the proof of entry/ }).first().click();
    await expect(page.getByText("In the signed log")).toBeVisible();
  });

  await test.step("the bill is paid, and its page says by what", async () => {
    await page.getByRole("link", { name: `WATCH-${run}` }).click();
    await expect(page.getByRole("heading", { name: `Bill WATCH-${run}` })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(payment.confirmationNumber) })).toContainText("Paid");
  });
  await guest.dispose();
});
