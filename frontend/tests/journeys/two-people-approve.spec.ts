import { expect, test, type Page } from "@playwright/test";
import { nextCode } from "../second-factor";
import { registerAndConfirm } from "./support/people";
import { enterCode, signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

test.use({ actionTimeout: 10_000 });

/** A session that another journey opened may be too old for a sensitive act: then the dialog is answered. */
async function proveWhenAsked(page: Page, email: string) {
  await page.addLocatorHandler(page.getByRole("dialog", { name: "Confirm that it is you" }), async () => enterCode(page, await nextCode(email)));
}

const proposal = (on: Page, name: string) => on.getByRole("region", { name: /^Proposal/ }).filter({ hasText: name });

test("an administrator proposes a role, may not approve it, and a second one does", async ({ page, browser, baseURL }) => {
  const noErrors = watchForErrors(page);
  // Journeys can be run again and again on one product, so each has a person of its own.
  const name = `Pat ${Date.now().toString(36)}`;
  const email = await registerAndConfirm(page, name);
  await page.context().clearCookies();
  await signIn(page, "admin@example.com");
  await proveWhenAsked(page, "admin@example.com");
  const navigation = page.getByRole("navigation", { name: "Main" });

  await test.step("the first proposes it on the person's page", async () => {
    await navigation.getByRole("link", { name: "Users" }).click();
    await page.getByLabel("Email address, in full").fill(email);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("link", { name }).click();
    await page.getByText("Propose another role").click();
    const form = page.getByRole("form", { name: "Propose another role" });
    await form.getByLabel("Role").selectOption("auditor");
    await form.getByLabel("Why").fill("Yearly audit of the books");
    await form.getByRole("button", { name: "Propose it" }).click();
    await page.getByRole("status").getByRole("link", { name: "Approvals" }).click();
  });

  await test.step("the first is not offered to approve it, and is refused by the server too", async () => {
    await expect(proposal(page, name).getByText("You proposed this, so somebody else has to approve it.")).toBeVisible();
    await expect(proposal(page, name).getByRole("button", { name: "Approve and do it" })).toHaveCount(0);
    const waiting = (await (await page.request.get("/api/v1/approvals")).json()) as { data: { id: string; content_hash: string; about: { name: string } }[] };
    const own = waiting.data.find(({ about }) => about.name === name);
    const answer = await page.request.post(`/api/v1/approvals/${own?.id ?? ""}/approve`, {
      headers: { origin: new URL(baseURL ?? "").origin },
      data: { content_hash: own?.content_hash },
    });
    expect(answer.status()).toBe(403);
    expect(((await answer.json()) as { code: string }).code).toBe("second_person_needed");
  });

  const second = await browser.newContext();
  await test.step("the second approves it", async () => {
    const other = await second.newPage();
    await signIn(other, "admin2@example.com");
    await proveWhenAsked(other, "admin2@example.com");
    await other.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Approvals" }).click();
    await proposal(other, name).getByRole("button", { name: "Approve and do it" }).click();
    await expect(other.getByText(/^Approved and done:/)).toBeVisible();
    await expect(proposal(other, name)).toHaveCount(0);
  });
  await second.close();

  await test.step("the person has the role, and the history says who gave it", async () => {
    await page.reload();
    const row = page.getByRole("row", { name: /the role auditor instead of payer/ }).filter({ hasText: name });
    await expect(row).toContainText("Jo Sandoval");
    await expect(row).toContainText("Approved");
    await navigation.getByRole("link", { name: "Users" }).click();
    await page.getByLabel("Email address, in full").fill(email);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Auditor");
  });
  noErrors();
});
