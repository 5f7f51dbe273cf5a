import { expect, test, type Page } from "@playwright/test";
import { registerAndConfirm } from "./support/people";
import { signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

test.use({ actionTimeout: 10_000 });

const VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digit = (text: string) => [...text].reduce((sum, sign, place) => sum + (sign === "<" ? 0 : VALUES.indexOf(sign)) * ([7, 3, 1][place % 3] ?? 0), 0) % 10;

/** Two lines of a passport (ICAO 9303-4) of an invented person. */
function passportZone(born = "840412"): string {
  const first = "P<USAMCMILLAN<<TRILLIAN<MAE".padEnd(44, "<");
  const number = "X12345678";
  const expires = "380501";
  const personal = "<".repeat(14);
  const parts = [`${number}${digit(number)}`, `${born}${digit(born)}`, `${expires}${digit(expires)}${personal}<`];
  return `${first}\n${parts[0]}USA${parts[1]}F${parts[2]}${digit(parts.join(""))}`;
}

/** A picture of the passport, drawn by the browser. */
async function picture(page: Page, zone: string, blurred: boolean): Promise<Buffer> {
  const url = await page.evaluate(
    ({ lines, blur }) => {
      const canvas = document.createElement("canvas");
      canvas.width = 1000;
      canvas.height = 700;
      const pen = canvas.getContext("2d")!;
      if (blur) pen.filter = "blur(9px)";
      pen.fillStyle = "#e9e2d0";
      pen.fillRect(0, 0, 1000, 700);
      pen.fillStyle = "#9bb";
      pen.fillRect(60, 140, 260, 340);
      pen.fillStyle = "#222";
      pen.font = "bold 40px sans-serif";
      pen.fillText("PASSPORT (a sample of nobody)", 60, 90);
      pen.font = "30px sans-serif";
      ["McMillan", "Trillian Mae", "12 APR 1984", "F", "01 MAY 2038"].forEach((line, row) => pen.fillText(line, 380, 180 + row * 60));
      pen.font = "34px monospace";
      lines.forEach((line, row) => pen.fillText(line, 50, 590 + row * 50));
      return canvas.toDataURL("image/png");
    },
    { lines: zone.split("\n"), blur: blurred },
  );
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

async function sendDocument(page: Page, zone: string, blurred: boolean) {
  const form = page.getByRole("form", { name: "Send a document" });
  await form.getByLabel("Picture or PDF").setInputFiles({ name: blurred ? "blurred.png" : "passport.png", mimeType: "image/png", buffer: await picture(page, zone, blurred) });
  await form.getByLabel("The lines of letters and < at the bottom").fill(zone.replace("\n", " "));
  await form.getByRole("button", { name: "Send it" }).click();
}

test("a payer shows who they are, is asked again, and is approved", async ({ page, browser }) => {
  const noErrors = watchForErrors(page);
  // Journeys can be run again and again on one product, so each has a person of its own.
  const family = "McMillan";
  await registerAndConfirm(page, `Trillian ${family}`);

  await test.step("the payer says who they are", async () => {
    await page.goto("/security");
    await page.getByRole("link", { name: /^Verify who you are/ }).click();
    await expect(page.getByText("You have not verified who you are")).toBeVisible();
    const form = page.getByRole("form", { name: "About you" });
    await form.getByLabel("Given names").fill("Trillian Mae");
    await form.getByLabel("Family name").fill(family);
    await form.getByLabel("Date of birth").fill("1984-04-12");
    await form.getByLabel("Street and number").fill("PO Box 42");
    await form.getByLabel("City").fill("Springfield");
    await form.getByLabel("State or region").fill("OH");
    await form.getByLabel("ZIP or postal code").fill("45501");
    await form.getByLabel("The number", { exact: true }).fill("536-90-4399");
    await form.getByLabel("About how much will you pay in a month?").fill("1,200");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Saved.")).toBeVisible();
  });

  await test.step("a document that does not fit is said to, and what is missing is named", async () => {
    await sendDocument(page, passportZone("840413"), true);
    await expect(page.getByText("The document says born 1984-04-13, typed was 1984-04-12.")).toBeVisible();
    await page.getByRole("button", { name: "Hand it in" }).click();
    await expect(page.getByText("a post office box is not enough.").last()).toBeVisible();
    const form = page.getByRole("form", { name: "About you" });
    await form.getByLabel("Street and number").fill("42 Evergreen Terrace");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Saved.")).toBeVisible();
    await page.getByRole("button", { name: "Hand it in" }).click();
    await expect(page.getByText("We are looking at it")).toBeVisible();
  });

  const desk = await browser.newContext();
  const officer = await desk.newPage();
  await test.step("an officer asks again, by keyboard", async () => {
    await signIn(officer, "compliance@example.com");
    await officer.goto("/operations/compliance/customers");
    await officer.getByRole("link", { name: `Trillian Mae ${family}` }).last().click();
    await officer.getByRole("button", { name: "Begin the review" }).click();
    await expect(officer.getByText("The review is yours.")).toBeVisible();
    await expect(officer.getByRole("img", { name: /^Passport of/ })).toBeVisible();
    await officer.getByRole("button", { name: "Approve" }).focus();
    await officer.keyboard.press("q");
    const form = officer.getByRole("form", { name: "Ask again" });
    await form.getByLabel("What we need").fill("Please send a sharper picture.");
    await form.getByLabel("What is wrong with the passport").fill("It is blurred.");
    await officer.keyboard.press("Enter");
    await expect(officer.getByText("The customer is asked again.")).toBeVisible();
  });

  await test.step("the payer sends it again", async () => {
    await page.reload();
    await expect(page.getByText("Please send a sharper picture.")).toBeVisible();
    await expect(page.getByText("It is blurred.")).toBeVisible();
    await sendDocument(page, passportZone(), false);
    await expect(page.getByText("passport.png, sent")).toBeVisible();
    await page.getByRole("button", { name: "Hand it in" }).click();
    await expect(page.getByText("We are looking at it")).toBeVisible();
  });

  await test.step("the officer approves, by keyboard", async () => {
    await officer.reload();
    await officer.getByRole("button", { name: "Begin the review" }).click();
    await expect(officer.getByText("The review is yours.")).toBeVisible();
    await officer.getByRole("button", { name: "Approve" }).focus();
    await officer.keyboard.press("a");
    const form = officer.getByRole("form", { name: "Approve" });
    await expect(form.getByRole("checkbox")).toBeChecked();
    await form.getByRole("button", { name: "Approve the customer" }).press("Enter");
    await expect(officer.getByText("Approved.", { exact: true })).toBeVisible();
  });

  await test.step("the payer is known, and may pay more", async () => {
    await page.reload();
    await expect(page.getByText("We know who you are")).toBeVisible();
    await expect(page.getByText("You can pay up to $500,000.00 at a time")).toBeVisible();
  });
  await desk.close();
  noErrors();
});
