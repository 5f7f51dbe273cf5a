import { expect, test, type Page } from "@playwright/test";
import { codeOf, nextCode, secretIn } from "../second-factor";
import { PASSWORD, register, registerAndConfirm } from "./support/people";
import { enterCode, enterPassword, signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

async function openSecurity(page: Page): Promise<void> {
  await page.locator(".account-menu > summary").click();
  await page.getByRole("link", { name: "Sign-in and security" }).click();
  await expect(page.getByRole("heading", { name: "Sign-in and security" })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".account-menu > summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/$/);
}

/** What a device with a fingerprint reader does, played by the browser itself. */
async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

/** An app with the secret that the page shows: each call gives the first code that counts and was not given yet. */
async function scan(page: Page): Promise<() => string> {
  const secret = secretIn(await page.locator(".copy-text code").first().innerText());
  let given = 0;
  return () => {
    given = Math.max(Math.floor(Date.now() / 30_000) - 1, given + 1);
    return codeOf(secret, given);
  };
}

test("a payer adds a passkey and signs in with it, without a password", async ({ page }) => {
  const noErrors = watchForErrors(page);
  await withDevice(page);
  await register(page);
  await openSecurity(page);

  await page.getByLabel("Name of the passkey").fill("My laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Keep these recovery codes")).toBeVisible();
  await expect(page.locator(".recovery-codes > li")).toHaveCount(10);
  await page.getByRole("button", { name: "Rename My laptop" }).click();
  await page.getByLabel("New name").fill("Old laptop");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByText("Old laptop")).toBeVisible();

  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("**/bills");
  await openSecurity(page);
  await expect(page.getByText(/Last used/)).toBeVisible();

  await page.getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Old laptop")).toHaveCount(0);
  noErrors();
});

test("a payer sets up an authenticator app, signs in with a code, and with a recovery code", async ({ page }) => {
  const noErrors = watchForErrors(page);
  const email = await registerAndConfirm(page);
  await openSecurity(page);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const nextCodeOfApp = await scan(page);

  await test.step("a wrong code confirms nothing", async () => {
    await page.getByLabel("Code from your authenticator app").fill("000 000");
    await page.getByRole("button", { name: "Confirm the app" }).click();
    await expect(page.getByRole("alert")).toContainText("This code is wrong or was used before");
  });
  const confirming = nextCodeOfApp();
  await page.getByLabel("Code from your authenticator app").fill(`${confirming.slice(0, 3)} ${confirming.slice(3)}`);
  await page.getByRole("button", { name: "Confirm the app" }).click();
  await expect(page.getByText("Keep these recovery codes")).toBeVisible();
  const recovery = (await page.locator(".recovery-codes > li").first().innerText()).trim();

  await signOut(page);
  await page.goto("/sign-in");
  await enterPassword(page, email, PASSWORD);
  const field = page.getByLabel("Code from your authenticator app");
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await test.step("the code that confirmed the app does not count again", async () => {
    await enterCode(page, confirming);
    await expect(page.getByRole("alert")).toContainText("was used before");
  });
  await enterCode(page, nextCodeOfApp());
  await page.waitForURL("**/bills");

  await signOut(page);
  await page.goto("/sign-in");
  await enterPassword(page, email, PASSWORD);
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(recovery.toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/bills");
  await openSecurity(page);
  await expect(page.getByText("You have 9 recovery codes left.")).toBeVisible();
  noErrors();
});

test("a sensitive act asks once more who one is, and then goes on by itself", async ({ page }) => {
  const email = "admin@riverton.example";
  await signIn(page, email);
  await page.goto("/biller/api-keys");
  await page.getByLabel("Name", { exact: true }).fill("Nightly upload");
  await page.getByLabel("Send bill files").check();
  // Five minutes pass: what the API says then.
  let refusals = 0;
  await page.route("**/api-keys", async (route) => {
    if (route.request().method() !== "POST" || refusals > 0) return route.fallback();
    refusals += 1;
    const body = { type: "/problems/step_up_needed", title: "Not allowed", status: 403, code: "step_up_needed", detail: "Show once more who you are, then try again.", ways: ["code"] };
    return route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(body) });
  });
  await page.getByRole("button", { name: "Make the key" }).click();

  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog.getByLabel("Code from your authenticator app")).toBeFocused();
  const before = await page.context().cookies();
  await dialog.getByLabel("Code from your authenticator app").fill(await nextCode(email));
  await dialog.getByRole("button", { name: "Continue" }).click();

  await expect(page.getByText("Copy the key now")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const session = (cookies: typeof before) => cookies.find(({ name }) => name === "__Host-session")?.value;
  expect(session(await page.context().cookies())).not.toBe(session(before));
});
