import { expect, test, type Browser, type Page } from "@playwright/test";
import { mailedLink, PASSWORD, registerAndConfirm } from "./support/people";
import { enterPassword } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

const NEW_PASSWORD = "seven green herons fly";

/** The same person in another browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, email: string, password = PASSWORD): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await enterPassword(page, email, password);
  await page.waitForURL("**/bills");
  return page;
}

test("a payer who forgot the password chooses a new one by the mailed link, which signs everyone out", async ({ page, browser, baseURL }) => {
  const noErrors = watchForErrors(page);
  const email = await registerAndConfirm(page);
  const thief = await elsewhere(browser, baseURL, email);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();
  const link = await mailedLink(page, email, "Choose a new password");
  await page.goto(link);
  await expect(page).toHaveURL(/\/reset-password$/);

  await test.step("one that thieves try first is refused while it is typed", async () => {
    await page.getByLabel("New password").fill("Password-2026!");
    await expect(page.getByText("among those that thieves try first")).toBeVisible();
  });
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Use this password" }).click();
  await expect(page.getByRole("heading", { name: "Your new password works from now on" })).toBeVisible();

  await expect(thief.getByText("You were signed out from another device.")).toBeVisible({ timeout: 3_000 });
  await page.getByRole("link", { name: "Sign in" }).last().click();
  await enterPassword(page, email, PASSWORD);
  await expect(page.getByRole("alert")).toContainText("do not fit together");
  await enterPassword(page, email, NEW_PASSWORD);
  await page.waitForURL("**/bills");
  await test.step("the link works once", async () => {
    await page.goto(link);
    await page.getByLabel("New password").fill("another five words in row");
    await page.getByRole("button", { name: "Use this password" }).click();
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  });
  await thief.context().close();
  noErrors();
});

test("a device that is signed out from another one is out within a second, and says so", async ({ page, browser, baseURL }) => {
  const noErrors = watchForErrors(page);
  const email = await registerAndConfirm(page);
  const phone = await elsewhere(browser, baseURL, email);
  await expect(phone.getByRole("heading", { name: "Your bills" })).toBeVisible();

  await page.locator(".account-menu > summary").click();
  await page.getByRole("link", { name: "Sign-in and security" }).click();
  await page.getByRole("button", { name: /^Sign out Safari on iPhone/ }).click();
  const dialog = page.getByRole("dialog", { name: "Sign out Safari on iPhone?" });
  await dialog.getByRole("button", { name: "Sign out" }).click();
  const started = Date.now();
  await phone.getByText("You were signed out from another device.").waitFor({ timeout: 5_000 });
  const took = Date.now() - started;
  await expect(page.getByText("Safari on iPhone is signed out.")).toBeVisible();
  await expect(phone.getByRole("link", { name: "Sign in to continue where you were" })).toBeVisible();
  console.log(`The other device was signed out after ${took} ms.`);
  expect(took).toBeLessThan(1_000);
  await phone.context().close();
  noErrors();
});

test("a notice of a sign-in leads to “this wasn’t me”, which signs everyone out", async ({ page, browser, baseURL }) => {
  const email = await registerAndConfirm(page);
  const thief = await elsewhere(browser, baseURL, email);

  await page.goto(await mailedLink(page, email, "New sign-in to your account"));
  await page.getByRole("button", { name: "Sign everyone out" }).click();

  await expect(page.getByRole("heading", { name: "Everyone is signed out" })).toBeVisible();
  await expect(thief.getByText("You were signed out from another device.")).toBeVisible({ timeout: 3_000 });
  await page.goto(await mailedLink(page, email, "Choose a new password"));
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Use this password" }).click();
  await expect(page.getByRole("heading", { name: "Your new password works from now on" })).toBeVisible();
  await thief.context().close();
});
