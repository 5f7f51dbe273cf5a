import type { Page } from "@playwright/test";
import { problem, type Answers } from "./fake-api";
import type { PageCase } from "./page-case";
import { page, payer } from "./sample-data";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const device = (id: string, words: string, near: string, minutes: number, is_this = false) => ({
  id: id.repeat(64),
  device: words,
  near,
  signed_in_at: ago(minutes + 600),
  last_seen_at: ago(minutes),
  expires_at: ago(-9_000),
  is_this,
});
const here = device("a", "Firefox on Windows", "203.0.113.x", 0, true);
const devices = [here, device("b", "Safari on iPhone", "198.51.100.x", 90), device("c", "Samsung Internet on Android", "2001:db8:12::x", 4_000)];

const signedIn: Answers = {
  "GET /api/v1/auth/second-factors": { body: { needed: false, authenticator_since: null, passkeys: [], recovery_codes_left: 0, recovery_codes_made_at: null } },
  "GET /api/v1/auth/session": { body: { ...payer, permissions: ["account.manage_own"] } },
  "GET /api/v1/auth/sessions": { body: { data: devices } },
  "POST /api/v1/auth/password/check": { body: { problem: null } },
};
const unconfirmed: Answers = {
  ...signedIn,
  "GET /api/v1/auth/session": { body: { ...payer, permissions: ["account.manage_own"], user: { ...payer.user, email_confirmed: false, pending_email: "payer@example.com" } } },
  "GET /api/v1/bills": { body: page([]) },
  "GET /api/v1/accounts": { body: page([]) },
  "POST /api/v1/auth/email/resend": { status: 202, body: { email: "payer@example.com" } },
};
const link = "#lnk_01JD0000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const brokenLink = problem(400, "link_not_valid", "This link has been used, is too old, or is not complete.");

const press = (label: string | RegExp) => (view: Page) => view.getByRole("button", { name: label }).first().click();

async function newPassword(view: Page): Promise<void> {
  await view.getByLabel("New password").fill("three blue otters");
  await press("Use this password")(view);
}

export const accountPages: PageCase[] = [
  { name: "account", path: "/security", shows: "Safari on iPhone", api: signedIn },
  { name: "account-alone", path: "/security", shows: "You are signed in nowhere else", api: { ...signedIn, "GET /api/v1/auth/sessions": { body: { data: [here] } } } },
  { name: "account-loading", path: "/security", shows: "Where you are signed in", api: { ...signedIn, "GET /api/v1/auth/sessions": "silence" } },
  { name: "account-broken", path: "/security", shows: "We could not load your devices", api: { ...signedIn, "GET /api/v1/auth/sessions": problem(500, "internal", "An unexpected fault.") } },
  { name: "account-ask", path: "/security", shows: "Sign out Safari on iPhone?", api: signedIn, act: press(/^Sign out Safari/) },
  { name: "account-unconfirmed", path: "/security", shows: "Confirm your email address", api: unconfirmed },
  { name: "account-password-missing", path: "/security", shows: "Enter your password", api: signedIn, act: press("Change the password") },
  { name: "bills-unconfirmed", path: "/bills", shows: "Open it to be able to sign in", api: unconfirmed },
  { name: "bills-sent-again", path: "/bills", shows: "We sent another link", api: unconfirmed, act: press("Send the link again") },
  {
    name: "register-weak",
    path: "/register",
    shows: "thieves try first",
    api: { "POST /api/v1/auth/password/check": { body: { problem: "This password is among those that thieves try first. Choose another." } } },
    act: (view) => view.getByLabel("Password", { exact: true }).fill("Password-2026!"),
  },
  { name: "register-short", path: "/register", shows: "more characters", act: (view) => view.getByLabel("Password", { exact: true }).fill("short") },
  { name: "forgot-password", path: "/forgot-password", shows: "we send a link there" },
  { name: "forgot-missing", path: "/forgot-password", shows: "Enter an email address", act: press("Send me a link") },
  {
    name: "forgot-sent",
    path: "/forgot-password",
    shows: "a link is on its way",
    api: { "POST /api/v1/auth/password/forgot": { status: 202, body: null } },
    act: async (view) => {
      await view.getByLabel("Email address").fill("payer@example.com");
      await press("Send me a link")(view);
    },
  },
  { name: "reset-password", path: `/reset-password${link}`, shows: "Everyone is signed out when you do" },
  { name: "reset-password-broken", path: "/reset-password", shows: "This link does not work" },
  { name: "reset-password-used", path: `/reset-password${link}`, shows: "This link does not work", api: { "POST /api/v1/auth/password/reset": brokenLink }, act: newPassword },
  { name: "reset-password-done", path: `/reset-password${link}`, shows: "Your new password works", api: { "POST /api/v1/auth/password/reset": { status: 204, text: "" } }, act: newPassword },
  { name: "confirm", path: `/confirm${link}`, shows: "One more press" },
  { name: "confirm-done", path: `/confirm${link}`, shows: "payer@example.com is confirmed", api: { "POST /api/v1/auth/email/confirm": { body: { email: "payer@example.com" } } }, act: press("Confirm the address") },
  { name: "confirm-password", path: `/confirm${link}`, shows: "Only who chose its password", api: { "POST /api/v1/auth/email/confirm": problem(403, "password_needed", "Enter the password.") }, act: press("Confirm the address") },
  { name: "confirm-taken", path: `/confirm${link}`, shows: "There is an account with this address", api: { "POST /api/v1/auth/email/confirm": problem(409, "address_has_an_account", "Taken.") }, act: press("Confirm the address") },
  { name: "confirm-broken", path: `/confirm${link}`, shows: "This link does not work", api: { "POST /api/v1/auth/email/confirm": brokenLink }, act: press("Confirm the address") },
  { name: "not-me", path: `/not-me${link}`, shows: "Press the button if you did not sign in" },
  { name: "not-me-done", path: `/not-me${link}`, shows: "Everyone is signed out", api: { "POST /api/v1/auth/not-me": { status: 204, text: "" } }, act: press("Sign everyone out") },
];
