import type { Page } from "@playwright/test";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { payer } from "./sample-data";

const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const passkey = (id: string, name: string, used: string | null) => ({ id, name, created_at: at(-40), last_used_at: used });

const none = { needed: false, authenticator_since: null, passkeys: [], recovery_codes_left: 0, recovery_codes_made_at: null };
const some = {
  needed: false,
  authenticator_since: at(-3),
  passkeys: [passkey("pk1", "My phone", at(-1)), passkey("pk2", "The laptop at the front desk", null)],
  recovery_codes_left: 1,
  recovery_codes_made_at: at(-3),
};
const auditor = { kind: "user", user: { id: "usr_9", email: "auditor@example.com", full_name: "Vera Kolb", role: "auditor", biller_id: null, biller_name: null }, guest: null, permissions: ["session.read"], second_factor_missing: true };
const codes = Array.from({ length: 10 }, (_, place) => `ABCD${place}-EFGH${place}`);
/** Three finder patterns and a line: the shape of a QR code. */
const square = (x: number, y: number) => `M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`;
const app = { secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", address: "otpauth://totp/Paymentus:payer%40example.com?secret=JBSWY3DPEHPK3PXP", qr_path: `${square(4, 4)}${square(26, 4)}${square(4, 26)}M13 13h11v1h-11z`, qr_size: 37 };

const withNone: Answers = { "GET /api/v1/auth/session": { body: payer }, "GET /api/v1/auth/second-factors": { body: none } };
const withSome: Answers = { "GET /api/v1/auth/session": { body: payer }, "GET /api/v1/auth/second-factors": { body: some } };
const needed = problem(401, "second_factor_needed", "Now show your second factor.", { pending: "x", ways: ["passkey", "code", "recovery_code"] });
const wrong = problem(422, "code_not_accepted", "Wrong.", { errors: [{ field: "code", message: "This code is wrong or was used before. Enter the one that is shown now." }] });
const stepUpNeeded = (ways: string[]) => problem(403, "step_up_needed", "Show once more who you are.", { ways });

const press = (view: Page, name: string | RegExp) => view.getByRole("button", { name }).first().click();

async function givePassword(view: Page): Promise<void> {
  await view.getByLabel("Email address").fill("payer@example.com");
  await view.getByLabel("Password").fill("right");
  await view.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}

export const securityPages: PageCase[] = [
  { name: "sign-in-second-step", path: "/sign-in", shows: "Code from your authenticator app", api: { "POST /api/v1/auth/sign-in": needed }, act: givePassword },
  {
    name: "sign-in-wrong-code",
    path: "/sign-in",
    shows: "was used before",
    api: { "POST /api/v1/auth/sign-in": needed, "POST /api/v1/auth/sign-in/code": wrong },
    act: async (view) => {
      await givePassword(view);
      await view.getByLabel("Code from your authenticator app").fill("123456");
      await press(view, "Continue");
    },
  },
  {
    name: "sign-in-recovery-code",
    path: "/sign-in",
    shows: "One of the codes you kept",
    api: { "POST /api/v1/auth/sign-in": needed },
    act: async (view) => {
      await givePassword(view);
      await press(view, "Use a recovery code instead");
    },
  },
  { name: "security-none", path: "/security", shows: "An app on your phone", api: withNone },
  { name: "security-loading", path: "/security", shows: "Loading your second factors", api: { ...withNone, "GET /api/v1/auth/second-factors": "silence" } },
  { name: "security-broken", path: "/security", shows: "We could not load your second factors", api: { ...withNone, "GET /api/v1/auth/second-factors": problem(500, "internal", "A fault.") } },
  { name: "security-some", path: "/security", shows: "You have 1 recovery code left", api: withSome },
  { name: "security-missing", path: "/security", shows: "Set up a second factor to go on", api: { "GET /api/v1/auth/session": { body: auditor }, "GET /api/v1/auth/second-factors": { body: { ...none, needed: true } } } },
  {
    name: "security-new-app",
    path: "/security",
    shows: "Scan this with your authenticator app",
    api: { ...withNone, "POST /api/v1/auth/second-factors/authenticator": { body: app } },
    act: (view) => press(view, "Set up an authenticator app"),
  },
  {
    name: "security-new-codes",
    path: "/security",
    shows: "Keep these recovery codes",
    api: { ...withSome, "POST /api/v1/auth/second-factors/recovery-codes": { body: { codes } } },
    act: (view) => press(view, "Make new recovery codes"),
  },
  { name: "security-rename", path: "/security", shows: "New name", api: withSome, act: (view) => press(view, "Rename My phone") },
  { name: "security-remove", path: "/security", shows: "It no longer signs you in", api: withSome, act: (view) => press(view, "Remove My phone") },
  {
    name: "security-last-one",
    path: "/security",
    shows: "Add another one first",
    api: { ...withSome, "DELETE /api/v1/auth/second-factors/authenticator": problem(409, "last_second_factor", "Your role needs a second factor, and this is your last one. Add another one first.") },
    act: async (view) => {
      await press(view, "Remove the app");
      await view.getByRole("button", { name: "Remove", exact: true }).click();
    },
  },
  {
    name: "step-up",
    path: "/security",
    shows: "What you began goes on by itself",
    api: { ...withSome, "POST /api/v1/auth/second-factors/recovery-codes": stepUpNeeded(["passkey", "code", "recovery_code"]) },
    act: (view) => press(view, "Make new recovery codes"),
  },
  {
    name: "step-up-password",
    path: "/security",
    shows: "What you began goes on by itself",
    api: { ...withNone, "POST /api/v1/auth/second-factors/authenticator": stepUpNeeded(["password"]) },
    act: (view) => press(view, "Set up an authenticator app"),
  },
];
