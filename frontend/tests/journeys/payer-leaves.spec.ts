import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { watchForErrors } from "./support/steps";

test("a payer takes away what is held about them, and erases the account", async ({ page, baseURL }) => {
  const noErrors = watchForErrors(page);
  const email = `leaving.${Date.now().toString(36)}@example.com`;
  const registered = await page.request.post("/api/v1/auth/register", {
    headers: { origin: new URL(baseURL ?? "").origin },
    data: { email, password: "three blue otters", full_name: "Lee Leaving" },
  });
  expect(registered.status(), await registered.text()).toBe(201);
  await page.goto("/your-data");

  await test.step("sees everything, and saves it", async () => {
    await page.getByRole("button", { name: "Show everything" }).click();
    await expect(page.getByRole("region", { name: "You", exact: true })).toContainText(email);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save it as a file (JSON)" }).click();
    const file = JSON.parse(readFileSync(await (await saving).path(), "utf8")) as { sections: { title: string }[]; kept: unknown[] };
    expect(file.sections.map(({ title }) => title)).toContain("Payments");
    expect(file.kept.length).toBeGreaterThan(0);
  });

  await test.step("erases the account, with the words", async () => {
    await page.getByRole("button", { name: "Erase my account" }).click();
    await expect(page.getByText("There is a problem")).toBeVisible();
    await page.getByRole("textbox", { name: /^Type/ }).fill("erase my account");
    await page.getByRole("button", { name: "Erase my account" }).click();
    await expect(page.getByText("Your account is being erased")).toBeVisible();
  });

  await test.step("cannot sign in any more", async () => {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("three blue otters");
    await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("do not fit together");
  });
  noErrors();
});
