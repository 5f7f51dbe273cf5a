import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { freshBill } from "./support/fresh-bill";
import { CARDS, enterCard, findBill, payAsGuest, watchForErrors } from "./support/steps";

const root = resolve(import.meta.dirname, "../../..");
const ownPython = resolve(root, ".venv/bin/python");
const python = process.env.PAYMENTUS_PYTHON ?? (existsSync(ownPython) ? ownPython : "python3");

/** Runs the stand-alone verifier, which knows nothing of the site. */
function verify(policy: string, receipt: string): { exit: number; said: string } {
  try {
    return { exit: 0, said: execFileSync(python, ["verify_receipt.py", "--policy", policy, receipt], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim() };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { exit: status, said: stdout.trim() };
  }
}

test("a guest finds a bill, confirms at the bank, and holds a receipt that proves itself", async ({ page, request }, info) => {
  const noErrors = watchForErrors(page);
  await findBill(page, await freshBill(request));
  await payAsGuest(page);
  await enterCard(page, CARDS.asksBank);
  await page.getByRole("button", { name: "Complete authentication" }).click();

  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  const confirmation = (await page.locator(".confirmation").innerText()).trim();
  expect(confirmation).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
  await page.getByRole("link", { name: "See the receipt" }).click();
  await expect(page.getByText(confirmation)).toBeVisible();
  await expect(page.getByText("$101.50")).toBeVisible();

  await page.getByRole("button", { name: "Check that this receipt is real" }).click();
  await expect(page.getByText(/^(This receipt is real|Real, but not yet witnessed)$/)).toBeVisible();

  const printed = (await page.pdf({ format: "Letter" })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/g), "the receipt prints on one page").toHaveLength(1);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the receipt file" }).click();
  const receipt = info.outputPath("receipt.json");
  await (await downloading).saveAs(receipt);
  const policy = info.outputPath("policy.json");
  writeFileSync(policy, await (await request.get("/api/v1/audit/policy.json")).text());
  expect(verify(policy, receipt)).toEqual({ exit: 0, said: expect.stringMatching(/^valid/) });

  const changed = readFileSync(receipt);
  const at = changed.indexOf('"amount_minor":10000') + '"amount_minor":'.length;
  changed[at] = "2".charCodeAt(0);
  const forged = info.outputPath("forged.json");
  writeFileSync(forged, changed);
  expect(verify(policy, forged)).toEqual({ exit: 1, said: expect.stringMatching(/^not valid/) });

  await page.goto("/verify");
  await page.getByLabel(/Choose the receipt file/).setInputFiles(forged);
  await expect(page.getByText("Do not trust this receipt")).toBeVisible();
  await page.getByLabel(/Choose the receipt file/).setInputFiles(receipt);
  await expect(page.getByText(/^(This receipt is real|Real, but not yet witnessed)$/)).toBeVisible();
  noErrors();
});

test("what is paid is shown as paid, and cannot be paid again", async ({ page, request }) => {
  const bill = await freshBill(request);
  await findBill(page, bill);
  const billUrl = page.url();
  await payAsGuest(page);
  await enterCard(page, CARDS.succeeds);
  await expect(page.getByRole("heading", { name: "Paid. Thank you." })).toBeVisible();
  await page.goto(billUrl);
  await expect(page.getByText("This bill is paid")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Pay/, exact: false }).filter({ hasText: "$" })).toHaveCount(0);
  await page.goto(`/pay?bills=${billUrl.split("/").at(-1)}`);
  await expect(page.getByText("This bill is already paid")).toBeVisible();
});
