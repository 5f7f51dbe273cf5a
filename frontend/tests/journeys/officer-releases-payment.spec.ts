import { expect, test } from "@playwright/test";
import { flaggedPayment } from "./support/flagged-payment";
import { signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

test("a payment is held for a name on a list; an officer reviews the hit, releases it, and it completes", async ({ page, browser, request }) => {
  test.setTimeout(150_000);
  const noErrors = watchForErrors(page);
  const paymentId = await test.step("the payer pays with a saved card and is told nothing of lists", () => flaggedPayment(page, request));

  const desk = await browser.newContext();
  await test.step("an officer finds it in the queue, looks at the two names, and releases it by keyboard", async () => {
    const officer = await desk.newPage();
    const noDeskErrors = watchForErrors(officer);
    await signIn(officer, "compliance@example.com");
    await officer.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compliance" }).click();
    await expect(officer.getByRole("heading", { name: "Compliance queue" })).toBeVisible();
    await officer.getByRole("table").getByRole("link", { name: "Mikhail Zanderkov" }).first().waitFor();
    await officer.keyboard.press("j");
    await officer.keyboard.press("Enter");
    await expect(officer.getByRole("heading", { name: "Is it them?" })).toBeVisible();
    await expect(officer.getByText(paymentId)).toBeVisible();
    await officer.keyboard.press("r");
    await officer.getByLabel("Why").fill("Born 1990 by his passport, the listed man in 1955.");
    await officer.getByRole("button", { name: "Release", exact: true }).click();
    await expect(officer.getByText("Released. The payment goes on.")).toBeVisible();
    await expect(officer.getByRole("region", { name: "The transfer" })).toContainText("Released");
    noDeskErrors();
  });
  await desk.close();

  await test.step("the payment completes, once", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible({ timeout: 30_000 });
  });
  noErrors();
});
