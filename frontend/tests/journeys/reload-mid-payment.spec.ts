import { expect, test, type Page } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { CARDS, enterCard, findBill, watchForErrors } from "./support/steps";

/** Notes the keys of payment requests; `cut` loses the answer of the first, after the server has done the work. */
async function watchPayments(page: Page, cut: boolean): Promise<string[]> {
  const keys: string[] = [];
  await page.route("**/api/v1/payments", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"] ?? "none");
    if (!cut || keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  return keys;
}

async function openPayPage(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Pay $100.00" }).click();
  await page.getByLabel("Email address for your receipt").fill("jordan@example.com");
}

async function paymentsOfGuest(page: Page): Promise<unknown[]> {
  return ((await (await page.request.get("/api/v1/payments")).json()) as { data: unknown[] }).data;
}

test("a lost answer is asked for again under the same key, and a double click pays once", async ({ page, request }) => {
  const noErrors = watchForErrors(page);
  await findBill(page, await freshBill(request));
  const keys = await watchPayments(page, true);
  await openPayPage(page);
  await page.getByRole("button", { name: "Pay $101.50" }).dblclick();
  await page.waitForURL(/\/checkout\//);
  expect(keys.length).toBe(2);
  expect(new Set(keys).size).toBe(1);
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  expect(await paymentsOfGuest(page)).toHaveLength(1);
  noErrors();
});

test("reloading in the middle goes on with the same payment", async ({ page, request }) => {
  await findBill(page, await freshBill(request));
  const keys: string[] = [];
  const answer: { release?: () => void } = {};
  const held = new Promise<void>((done) => {
    answer.release = done;
  });
  await page.route("**/api/v1/payments", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"] ?? "none");
    if (keys.length > 1) return route.continue();
    // The server does the work; the page is reloaded before the answer arrives.
    await route.fetch();
    await held;
    return route.abort("connectionreset").catch(() => {});
  });
  await openPayPage(page);
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await expect.poll(() => keys.length).toBe(1);
  await page.reload({ waitUntil: "commit" });
  await page.waitForURL(/\/checkout\//);
  answer.release?.();
  expect(new Set(keys).size).toBe(1);
  expect(await paymentsOfGuest(page)).toHaveLength(1);

  await page.goBack();
  await expect(page.getByRole("heading", { name: "One step is left" })).toBeVisible();
  await page.getByRole("link", { name: "Continue to the card page" }).click();
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  expect(await paymentsOfGuest(page)).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
});

test("a success shows on the waiting page by itself, without a reload", async ({ page, request, context }) => {
  await findBill(page, await freshBill(request));
  await openPayPage(page);
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await page.waitForURL(/\/checkout\//);
  const checkout = page.url();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "One step is left" })).toBeVisible();

  // The same payer finishes in another window; the processor's webhook tells the product.
  const other = await context.browser()?.newContext();
  const elsewhere = await other?.newPage();
  if (!elsewhere) throw new Error("no second window");
  await elsewhere.goto(checkout);
  await enterCard(elsewhere, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible({ timeout: 20_000 });
  await other?.close();
});
