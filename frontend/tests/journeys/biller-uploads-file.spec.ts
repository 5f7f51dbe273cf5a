import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/sign-in";

/** Bill numbers of this run alone, so that it can be repeated on the same data. */
const run = Date.now().toString(36).toUpperCase();
const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

function billFile(): string {
  const rows = [
    "Customer,Our reference,Total,Pay by,Postcode,Notes",
    ...Array.from({ length: 6 }, (_, place) => `10020099${String(place).padStart(2, "0")},UP-${run}-${place},${10 + place}.50,${due},94110,note`),
    `1002009990,UP-${run}-wrong-amount,12.345,${due},94110,too many decimals`,
    `100200,UP-${run}-wrong-account,20.00,${due},94110,too short`,
    `1002009991,UP-${run}-wrong-date,20.00,someday,94110,no date`,
  ];
  return `${rows.join("\r\n")}\r\n`;
}

test.use({ actionTimeout: 10_000 });

async function chooseFile(page: Page, content: string) {
  await page.getByLabel("Bill file").setInputFiles({ name: `bills-${run}.csv`, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Look at the columns" }).click();
  await expect(page.getByRole("table", { name: "Columns of your file" })).toBeVisible();
}

test("staff sends a bill file, is told what is wrong row by row, and finds the bills", async ({ page }) => {
  await signIn(page, "staff@riverton.example");
  await page.getByRole("link", { name: "Send a bill file" }).click();

  await test.step("a file has to be chosen first", async () => {
    await page.getByRole("button", { name: "Look at the columns" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose the bill file");
    await expect(page.getByRole("alert")).toBeFocused();
  });

  await test.step("replacing all bills comes with a warning", async () => {
    await page.getByLabel("Replace all open bills").check();
    await expect(page.getByText("Bills missing from the file will be withdrawn")).toBeVisible();
    await page.getByLabel("Add and change bills").check();
    await expect(page.getByText("Bills missing from the file will be withdrawn")).toBeHidden();
  });

  await test.step("the columns are matched to the fields", async () => {
    await chooseFile(page, billFile());
    const choices = { "Account number": "Customer", "Bill number": "Our reference", "Amount due": "Total", "Due date": "Pay by" };
    for (const [field, column] of Object.entries(choices)) await page.getByLabel(`Column for ${field}`, { exact: true }).selectOption(column);
    await page.locator('select[name="second_factor"]').selectOption("");
    await page.getByRole("button", { name: "Send the file" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose the column for");
    await page.locator('select[name="second_factor"]').selectOption("Postcode");
    await page.getByRole("button", { name: "Send the file" }).click();
  });

  await test.step("the report counts every row", async () => {
    await expect(page.getByRole("heading", { name: `bills-${run}.csv` })).toBeVisible();
    await expect(page.getByText("3 rows were not taken")).toBeVisible({ timeout: 30_000 });
    await expect(page.locator(".counts div", { hasText: "New bills" })).toContainText("6");
    await expect(page.getByRole("table", { name: "Rows that were not taken" }).getByRole("row")).toHaveCount(4);
    await expect(page.getByRole("row", { name: /wrong-amount/ })).toContainText("12.345");
  });

  await test.step("a reason filters the wrong rows, in the address", async () => {
    await page.getByRole("navigation", { name: "Reason" }).getByRole("link", { name: /decimals/i }).click();
    await expect(page.getByRole("table", { name: "Rows that were not taken" }).getByRole("row")).toHaveCount(2);
    await expect(page).toHaveURL(/reason=/);
    await page.reload();
    await expect(page.getByRole("table", { name: "Rows that were not taken" }).getByRole("row")).toHaveCount(2);
  });

  await test.step("the wrong rows come as a file to mend", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the wrong rows" }).click();
    const text = readFileSync(await (await downloading).path(), "utf8");
    expect(text.trim().split("\n")).toHaveLength(4);
    expect(text).toContain(`UP-${run}-wrong-account`);
    expect(text).not.toContain(`UP-${run}-0,`);
  });

  await test.step("the bills are there, and the next file remembers the columns", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Bills", exact: true }).click();
    await page.getByLabel("Account or bill number").fill(`UP-${run}-3`);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: `UP-${run}-3` }).click();
    await expect(page.getByRole("heading", { name: `Bill UP-${run}-3` })).toBeVisible();
    await expect(page.getByText("$13.50").first()).toBeVisible();
    await page.goto("/biller/bill-files/new");
    await chooseFile(page, billFile());
    await expect(page.getByLabel("Column for Bill number", { exact: true })).toHaveValue("Our reference");
  });
});
