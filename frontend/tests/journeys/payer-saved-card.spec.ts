import { expect, test } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { enterPassword, signIn } from "./support/sign-in";
import { CARDS, enterCard, watchForErrors } from "./support/steps";

test("a payer saves a card, adds an account, and pays with two clicks", async ({ page, request }) => {
  const noErrors = watchForErrors(page);
  const bill = await freshBill(request);
  await signIn(page, "payer@example.com");

  await page.getByRole("link", { name: "Cards" }).click();
  await page.getByRole("button", { name: "Add a card" }).click();
  await page.waitForURL(/\/checkout\//);
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByText("Your card is saved.")).toBeVisible();
  await expect(page.getByText("Visa ending in 4242").first()).toBeVisible();

  await page.goto("/b/riverton-water");
  await page.getByLabel(/account number/i).fill(bill.accountNumber);
  await page.getByLabel(/zip|postal/i).fill(bill.postalCode);
  await page.getByRole("button", { name: "Add this account" }).click();
  await expect(page.getByRole("heading", { name: "Your bills" })).toBeVisible();
  const row = page.getByRole("listitem").filter({ hasText: bill.billNumber });
  await row.getByRole("link").click();

  await page.getByRole("link", { name: "Pay $100.00" }).click();
  await expect(page.getByRole("radio", { name: /Visa ending in 4242/ }).first()).toBeChecked();
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  const confirmation = (await page.locator(".confirmation").innerText()).trim();

  await page.getByRole("link", { name: "Payments" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: confirmation })).toContainText("Paid");

  await page.getByRole("link", { name: "Cards" }).click();
  const remove = page.getByRole("button", { name: "Remove Visa ending in 4242" }).first();
  const before = await page.getByText("Visa ending in 4242", { exact: true }).count();
  await remove.click();
  await page.getByRole("button", { name: "Remove", exact: true }).filter({ visible: true }).last().click();
  await expect(page.getByText("Visa ending in 4242 is removed.")).toBeVisible();
  await expect(page.getByText("Visa ending in 4242", { exact: true })).toHaveCount(before - 1);
  noErrors();
});

test("signing in brings a payer back to where they wanted to go", async ({ page }) => {
  await page.goto("/cards");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await enterPassword(page, "payer@example.com");
  await expect(page.getByRole("heading", { name: "Your cards" })).toBeVisible();

  // The session ends while the page is open.
  await page.context().clearCookies();
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("link", { name: "Sign in to continue where you were" }).click();
  await enterPassword(page, "payer@example.com");
  await expect(page).toHaveURL(/\/activity$/);
  await expect(page.getByRole("heading", { name: "Your payments" })).toBeVisible();
});
