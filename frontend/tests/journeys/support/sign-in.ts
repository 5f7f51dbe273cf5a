import { expect, type APIRequestContext, type Cookie, type Page } from "@playwright/test";
import { nextCode } from "../../second-factor";

const PASSWORD = "paymentus-demo";
const PAYERS = new Set(["payer@example.com", "checked@example.com"]);
const sessions = new Map<string, Cookie[]>();
const tokens = new Map<string, { token: string; until: number }>();

/** As a person of the demo data, on their first page. Staff show a second factor; a session that is still good is used again. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.context().addCookies(sessions.get(email) ?? []);
  const session = (await (await page.request.get("/api/v1/auth/session")).json()) as { kind: string };
  if (session.kind === "user") {
    await page.goto(homeOf(email));
    return;
  }
  await page.goto("/sign-in");
  await enterPassword(page, email);
  if (!PAYERS.has(email)) await enterCode(page, await nextCode(email));
  await page.waitForURL(`**${homeOf(email)}`);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Show that it is you");
  sessions.set(email, await page.context().cookies());
}

export async function enterPassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code from your authenticator app").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** A bearer token, which is used again while it counts. */
export async function tokenFor(request: APIRequestContext, email: string): Promise<string> {
  const kept = tokens.get(email);
  if (kept && kept.until > Date.now()) return kept.token;
  const code = PAYERS.has(email) ? {} : { code: await nextCode(email) };
  const answer = await request.post("/api/v1/auth/token", { data: { email, password: PASSWORD, ...code } });
  expect(answer.status(), await answer.text()).toBe(200);
  const token = ((await answer.json()) as { access_token: string }).access_token;
  tokens.set(email, { token, until: Date.now() + 8 * 60_000 });
  return token;
}

function homeOf(email: string): string {
  if (PAYERS.has(email)) return "/bills";
  return email.endsWith("@riverton.example") ? "/biller" : "/operations";
}
