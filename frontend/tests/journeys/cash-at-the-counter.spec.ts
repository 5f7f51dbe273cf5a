import { expect, test } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

test("cash is taken at the counter: the bill, the change, the receipt, the drawer", async ({ page, request }) => {
  const noErrors = watchForErrors(page);
  const bill = await freshBill(request);
  await signIn(page, "staff@riverton.example");
  await page.goto("/biller/till");
  await page.getByLabel("Account or bill number").fill(bill.billNumber);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: `Take cash for bill ${bill.billNumber}` }).click();
  await page.getByLabel("Cash handed over").fill("120");
  await expect(page.getByText("Give back $20.00.")).toBeVisible();
  await page.getByLabel("Counter").fill("Main office");
  await page.getByRole("button", { name: "Take $100.00 in cash" }).click();

  await expect(page.getByRole("heading", { name: "Cash taken" })).toBeVisible();
  const slip = page.getByRole("region", { name: "City of Riverton Water" });
  await expect(slip).toContainText("main-office");
  const number = await slip.locator("strong").innerText();
  await page.reload();
  await expect(slip).toContainText(number);

  await page.getByRole("link", { name: "Next customer" }).click();
  await expect(page.getByRole("link", { name: number })).toBeVisible();
  await expect(page.getByRole("table", { name: /^Drawers/ })).toContainText("main-office");
  noErrors();
});
