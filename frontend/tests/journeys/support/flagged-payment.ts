import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { freshBill } from "./fresh-bill";
import { signIn } from "./sign-in";
import { CARDS, enterCard } from "./steps";

/** A payer whose name is like a listed one pays with a saved card: the payment is held, and they are told nothing of why. */
export async function flaggedPayment(page: Page, request: APIRequestContext): Promise<string> {
  const bill = await freshBill(request);
  await signIn(page, "checked@example.com");
  await page.getByRole("link", { name: "Cards" }).click();
  await page.getByRole("button", { name: "Add a card" }).click();
  await page.waitForURL(/\/checkout\//);
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByText("Your card is saved.")).toBeVisible();
  await page.goto("/b/riverton-water");
  await page.getByLabel(/account number/i).fill(bill.accountNumber);
  await page.getByLabel(/zip|postal/i).fill(bill.postalCode);
  await page.getByRole("button", { name: "Add this account" }).click();
  await page.getByRole("listitem").filter({ hasText: bill.billNumber }).getByRole("link").click();
  await page.getByRole("link", { name: "Pay $100.00" }).click();
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await page.waitForURL(/\/payments\/pay_/);
  await tellsNothing(page);
  return /pay_[0-9A-Z]+/.exec(page.url())?.[0] ?? "";
}

/** What a payer may never read (31 U.S.C. 5318(g)(2)). */
export async function tellsNothing(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toHaveCount(0);
  await expect(page.getByRole("main")).not.toContainText(/sanction|OFAC|listed|suspicious|compliance|FinCEN|report/i);
}
