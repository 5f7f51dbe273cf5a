import { expect, test } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { CARDS, enterCard, findBill, payAsGuest, watchForErrors } from "./support/steps";

test("a refused card charges nothing, and another card pays the bill", async ({ page, request }) => {
  const noErrors = watchForErrors(page);
  await findBill(page, await freshBill(request));
  await payAsGuest(page);
  await enterCard(page, CARDS.declined);
  await expect(page.getByRole("alert")).toContainText("Nothing was charged");
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  noErrors();
});

test("who leaves the card page after a decline is told of it, and goes on with another card", async ({ page, request }) => {
  await findBill(page, await freshBill(request));
  await payAsGuest(page);
  await enterCard(page, CARDS.declined);
  await expect(page.getByRole("alert")).toContainText("Nothing was charged");
  await page.getByRole("link", { name: /Cancel and go back/ }).click();
  await expect(page.getByRole("heading", { name: "Your card was declined" })).toBeVisible();
  await expect(page.getByText("Nothing was charged.", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Try another card" }).click();
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
});

test("who gives up on the card page can start again", async ({ page, request }) => {
  await findBill(page, await freshBill(request));
  await payAsGuest(page);
  await page.getByRole("link", { name: /Cancel and go back/ }).click();
  await expect(page.getByRole("heading", { name: "One step is left" })).toBeVisible();
  await expect(page.getByText("Nothing has been charged yet.").first()).toBeVisible();
  await page.getByRole("button", { name: "Cancel this payment" }).click();
  await expect(page.getByRole("heading", { name: "You canceled this payment" })).toBeVisible();

  await page.getByRole("link", { name: "Start again" }).click();
  await page.getByLabel("Email address for your receipt").fill("jordan@example.com");
  await page.getByRole("button", { name: "Pay $101.50" }).click();
  await page.waitForURL(/\/checkout\//);
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
});
