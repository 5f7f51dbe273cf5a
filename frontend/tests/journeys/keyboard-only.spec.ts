import { expect, test, type Page } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { CARDS, watchForErrors } from "./support/steps";

/** Presses Tab until the focus is on an element of this accessible name; the mouse is never used. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const named = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return "";
      const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? "") : "";
      return element.getAttribute("aria-label") ?? (label || element.textContent || "");
    });
    if (name.test(named)) {
      const shown = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && box.bottom > 0 && box.top < window.innerHeight;
      });
      if (!page.url().includes("/checkout/")) expect(shown, `the focus on ${name} can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab never reached ${name}`);
}

test("a whole payment works with the keyboard alone", async ({ page, request }) => {
  const noErrors = watchForErrors(page);
  const bill = await freshBill(request);
  await page.goto("/");
  await expect(page.getByRole("link", { name: /City of Riverton Water/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, /City of Riverton Water/);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(page, /account number/i);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/account number/i)).toBeFocused();
  await page.keyboard.type(bill.accountNumber);
  await tabTo(page, /zip|postal/i);
  await page.keyboard.type(bill.postalCode);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "City of Riverton Water", level: 1 })).toBeFocused();
  await tabTo(page, /^Pay \$100\.00$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check the price and pay" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Pay $101.50" })).toBeVisible();
  await tabTo(page, /Email address for your receipt/);
  await page.keyboard.type("jordan@example.com");
  await tabTo(page, /^Pay \$101\.50$/);
  await page.keyboard.press("Enter");

  await page.waitForURL(/\/checkout\//);
  for (const [field, value] of [[/Card number/, CARDS.succeeds], [/Expiry/, "12 / 40"], [/Security code/, "123"], [/Name on card/, "Jordan Rivers"]] as const) {
    await tabTo(page, field);
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  await tabTo(page, /See the receipt/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeFocused();
  await tabTo(page, /Check that this receipt is real/);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^(This receipt is real|Real, but not yet witnessed)$/)).toBeVisible();
  noErrors();
});
