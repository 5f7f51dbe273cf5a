import { expect, type Page } from "@playwright/test";
import type { FreshBill } from "./fresh-bill";

export const CARDS = { succeeds: "4242 4242 4242 4242", asksBank: "4000 0027 6000 3184", declined: "4000 0000 0000 9995" };

/** From the first page to the bill, as a guest. */
export async function findBill(page: Page, bill: FreshBill): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Name of the company or city office").fill("river");
  await page.getByRole("link", { name: /City of Riverton Water/ }).click();
  await page.getByLabel(/account number/i).fill(bill.accountNumber);
  await page.getByLabel(/zip|postal/i).fill(bill.postalCode);
  await page.getByRole("button", { name: "Find my bill" }).click();
  await expect(page.getByRole("heading", { name: "City of Riverton Water", level: 1 })).toBeVisible();
  await expect(page.getByText("$100.00").first()).toBeVisible();
}

/** From the bill to the card page of the processor. */
export async function payAsGuest(page: Page, email = "jordan@example.com"): Promise<void> {
  await page.getByRole("link", { name: "Pay $100.00" }).click();
  await expect(page.getByRole("heading", { name: "Check the price and pay" })).toBeVisible();
  await page.getByLabel("Email address for your receipt").fill(email);
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await page.waitForURL(/\/checkout\//);
}

/** Fills and sends the sandbox's card page. */
export async function enterCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel(/Expiry/).fill("12 / 40");
  await page.getByLabel(/Security code/).fill("123");
  await page.getByLabel("Name on card").fill("Jordan Rivers");
  await page.locator("button.main").click();
}

/** Fails the test on anything the browser logs as an error on our own pages, a broken content policy included. */
export function watchForErrors(page: Page): () => void {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) errors.push(message.text());
  });
  return () => expect(errors).toEqual([]);
}
