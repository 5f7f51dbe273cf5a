import { expect, type Page } from "@playwright/test";

export const PASSWORD = "four words in a row";
const sandbox = process.env.SANDBOX_URL ?? "http://localhost:8002";

/** A payer nobody has seen yet, signed in, whose address is not confirmed. */
export async function register(page: Page, name = "Jordan Rivers"): Promise<string> {
  const email = `payer-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6)}@example.com`;
  await page.goto("/register");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.waitForURL("**/bills");
  return email;
}

/** Registers and follows the mailed link, so that the payer can sign in again. */
export async function registerAndConfirm(page: Page, name?: string): Promise<string> {
  const email = await register(page, name);
  await expect(page.getByText(`We sent a link to ${email}`)).toBeVisible();
  await page.goto(await mailedLink(page, email, "Confirm your email address"));
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("heading", { name: `${email} is confirmed` })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await page.waitForURL("**/bills");
  return email;
}

/** Where the newest mail with this subject to this address leads. */
export async function mailedLink(page: Page, email: string, subject: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const { data } = (await (await page.request.get(`${sandbox}/_sandbox/mail?to=${encodeURIComponent(email)}`)).json()) as { data: { id: number; subject: string }[] };
        const found = data.find((mail) => mail.subject === subject);
        if (!found) return undefined;
        const { text } = (await (await page.request.get(`${sandbox}/_sandbox/mail/${found.id}`)).json()) as { text: string };
        link = /https?:\/\/\S+/.exec(text)?.[0];
        return link;
      },
      { timeout: 20_000, message: `a mail "${subject}" to ${email}` },
    )
    .toBeDefined();
  return link ?? "";
}
