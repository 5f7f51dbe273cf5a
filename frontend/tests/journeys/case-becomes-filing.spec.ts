import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { nextCode } from "../second-factor";
import { flaggedPayment, tellsNothing } from "./support/flagged-payment";
import { enterCode, signIn } from "./support/sign-in";
import { watchForErrors } from "./support/steps";

test.use({ actionTimeout: 15_000 });

/** FinCEN's answer to a batch, in FinCEN's form: a BSA ID for each report, a warning about each subject's name. */
function answerTo(batch: string): { xml: string; numbers: string[] } {
  const reports = batch.split(/<Activity /).slice(1);
  const numbers = reports.map(() => `31${String(Date.now()).slice(-8)}${String(Math.floor(Math.random() * 1e4)).padStart(4, "0")}`);
  const told = reports.map((report, index) => {
    // The subject: type 33; SeqNums run through the whole file.
    const [, party = "", name = ""] = /<Party SeqNum="(\d+)">\s*<ActivityPartyTypeCode>33<(?:(?!<Party )[\s\S])*?<PartyName SeqNum="(\d+)">/.exec(report) ?? [];
    const place = `EFilingBatchXML/Activity[${index + 1}]/Party[${party}]/PartyName[${name}]/RawIndividualMiddleName`;
    const remark = `<ErrorContextText>${place}</ErrorContextText><ErrorElementNameText>RawIndividualMiddleName</ErrorElementNameText><ErrorLevelText>WARN</ErrorLevelText><ErrorText>The middle name is not recorded.</ErrorText><ErrorTypeCode>C4</ErrorTypeCode>`;
    return `<EFilingActivityXML SeqNum="${index + 1}"><BSAID>${numbers[index]}</BSAID><EFilingActivityErrorXML SeqNum="1">${remark}</EFilingActivityErrorXML></EFilingActivityXML>`;
  });
  return { xml: `<?xml version="1.0" encoding="UTF-8"?><EFilingBatchXML SeqNum="1" StatusCode="A"><EFilingSubmissionXML SeqNum="1" StatusCode="A">${told.join("")}</EFilingSubmissionXML></EFilingBatchXML>`, numbers };
}

/** A session that another journey opened may be too old for a sensitive act: then the dialog is answered. */
async function signInFresh(page: Page, email: string) {
  await signIn(page, email);
  await page.addLocatorHandler(page.getByRole("dialog", { name: "Confirm that it is you" }), async () => enterCode(page, await nextCode(email)));
}

test("a flagged payment becomes a case, a report that two people decide on, and a filing that FinCEN acknowledged", async ({ page, browser, request }) => {
  test.setTimeout(150_000);
  const noErrors = watchForErrors(page);
  const paymentId = await test.step("a payment is flagged and held; the payer is told nothing", () => flaggedPayment(page, request));

  const firstDesk = await browser.newContext();
  const officer = await firstDesk.newPage();
  const noDeskErrors = watchForErrors(officer);
  await test.step("an officer triages the alert: the money is refused, the case investigated", async () => {
    await signInFresh(officer, "compliance@example.com");
    await officer.goto("/operations/compliance?state=open&verdict=hold");
    await officer.getByRole("table").getByRole("link", { name: "Mikhail Zanderkov" }).first().click();
    await expect(officer.getByText(paymentId)).toBeVisible();
    await officer.getByRole("button", { name: "Refuse it" }).click();
    await officer.getByLabel("Why").fill("He could not say whose bill it is.");
    await officer.getByRole("button", { name: "Refuse", exact: true }).click();
    await expect(officer.getByText("the case is being investigated")).toBeVisible();
    await officer.getByRole("link", { name: /^cas_/ }).first().click();
  });

  await test.step("a report is drafted from the case; what is missing is named, and said", async () => {
    await officer.getByRole("button", { name: "Draft it" }).click();
    await expect(officer.getByRole("heading", { name: "Suspicious activity report: Mikhail Zanderkov" })).toBeVisible();
    const narrative = officer.getByLabel("Who, what, when, where, why and how");
    const until = officer.getByLabel("Until");
    const began = await officer.getByLabel("From", { exact: true }).inputValue();
    await expect(narrative).toHaveValue(/files this report about the individual Mikhail Zanderkov/);
    // A day before it began, and no narrative: both are named, beside the field and in a list that leads there.
    await until.fill("2020-01-01");
    await narrative.fill("");
    const wrong = officer.getByRole("region", { name: "What is missing or wrong" });
    await expect(wrong).toContainText(`It ends on 2020-01-01, before ${began}.`);
    await expect(wrong).toContainText(/narrative/i);
    await expect(until).toHaveAccessibleDescription(/It ends on 2020-01-01/);
    await expect(officer.getByRole("button", { name: "Put it forward" })).toHaveCount(0);
    await wrong.getByRole("link", { name: /to$/ }).click();
    await expect(until).toBeFocused();
    await until.fill(began);
    await wrong.getByRole("link", { name: /narrative/i }).first().click();
    await expect(narrative).toBeFocused();
    await narrative.fill("Mikhail Zanderkov tried to pay a bill of $100.00 that is not his, and could not say whose it is.");
    await expect(wrong).toContainText("Nothing hinders");
    await officer.getByRole("button", { name: "Save", exact: true }).click();
    await expect(officer.getByRole("region", { name: "Saving" })).toContainText("Saved");
    await officer.getByLabel("To the second person").fill("Please check the narrative.");
    await officer.getByRole("button", { name: "Put it forward" }).click();
    await expect(officer.getByText("You put this forward, so you cannot approve it. Another officer has to.")).toBeVisible();
    await expect(officer.getByRole("button", { name: "Approve this filing" })).toHaveCount(0);
  });
  const filingUrl = officer.url();

  const secondDesk = await browser.newContext();
  await test.step("the second person reads it and approves it", async () => {
    const second = await secondDesk.newPage();
    await signInFresh(second, "compliance2@example.com");
    await second.goto(filingUrl);
    await expect(second.getByText("could not say whose it is.")).toBeVisible();
    await second.getByRole("button", { name: "Approve this filing" }).click();
    await expect(second.getByText("Approved. It goes into the next batch file.")).toBeVisible();
  });
  await secondDesk.close();

  await test.step("the batch file is made, downloaded and sent", async () => {
    await officer.getByRole("link", { name: "Batch files" }).click();
    await officer.getByRole("region", { name: /^Suspicious activity report/ }).getByRole("button", { name: "Make the batch file" }).click();
    await expect(officer.getByRole("heading", { name: "Batch file", exact: true })).toBeVisible();
    await officer.getByLabel("FinCEN’s tracking number").fill("31000000123456");
    await officer.getByRole("button", { name: "FinCEN has it" }).click();
    await expect(officer.getByText("Recorded: FinCEN has the file.")).toBeVisible();
  });

  const numbers = await test.step("FinCEN's answer is taken in, report by report", async () => {
    const downloading = officer.waitForEvent("download");
    await officer.getByRole("link", { name: "Download the XML file" }).click();
    const file = await downloading;
    const { xml, numbers: given } = answerTo(readFileSync(await file.path(), "utf8"));
    await officer.getByLabel("Acknowledgement file (XML)").setInputFiles({ name: `${file.suggestedFilename()}.ack.xml`, mimeType: "text/xml", buffer: Buffer.from(xml) });
    await officer.getByRole("button", { name: "Take it in" }).click();
    await expect(officer.getByText(`FinCEN’s answer is taken in: ${given.length} accepted, 0 rejected.`)).toBeVisible();
    await expect(officer.getByRole("table")).toContainText("Accepted with warnings");
    await expect(officer.getByRole("table")).toContainText("The middle name is not recorded.");
    return given;
  });
  await test.step("the filing shows that it is acknowledged, with its BSA ID, and so does its case", async () => {
    await officer.goto(filingUrl);
    const stands = officer.getByRole("region", { name: "Where it stands" });
    await expect(stands).toContainText("Accepted");
    await expect(stands).toContainText("Kept until");
    const bsaId = await stands.getByText(/^31\d{12}$/).innerText();
    expect(numbers).toContain(bsaId);
    await stands.getByRole("link", { name: /^cas_/ }).click();
    await expect(officer.getByRole("region", { name: "Filings" }).getByRole("row").filter({ hasText: bsaId })).toContainText("Accepted");
  });
  noDeskErrors();
  await firstDesk.close();

  await test.step("the payer still reads of nothing but a payment that was not made", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await tellsNothing(page);
  });
  noErrors();
});
