import { expect, test, type APIRequestContext } from "@playwright/test";
import { signIn } from "./support/sign-in";

test.use({ actionTimeout: 10_000 });

interface Settings {
  version: number;
  cut_off: Record<string, unknown> & { local_time: string };
  second_factor: Record<string, unknown> & { hint: string };
}

async function change(api: APIRequestContext, origin: string, billerId: string, sections: (now: Settings) => object): Promise<void> {
  const now = (await (await api.get(`/api/v1/billers/${billerId}/settings`)).json()) as Settings;
  const answer = await api.patch(`/api/v1/billers/${billerId}`, { headers: { origin }, data: { version: now.version, ...sections(now) } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test("an administrator changes a rule while a colleague changes another, and nothing is lost", async ({ page, baseURL }) => {
  const origin = new URL(baseURL ?? "http://localhost:8001").origin;
  await signIn(page, "admin@riverton.example");
  const session = (await (await page.request.get("/api/v1/auth/session")).json()) as { user: { biller_id: string } };
  const billerId = session.user.biller_id;
  const read = async () => (await (await page.request.get(`/api/v1/billers/${billerId}/settings`)).json()) as Settings;
  const before = await read();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  const card = page.getByRole("group", { name: "Card" });
  await expect(card.getByText("A $100.00 bill by card costs the payer $101.50")).toBeVisible();

  await test.step("the example counts as one types", async () => {
    await card.getByLabel("Fee", { exact: true }).selectOption("percent");
    await card.getByLabel("Percent").fill("2.5");
    await expect(card.getByText("costs the payer $102.50: $100.00 for the bill and a fee of $2.50.")).toBeVisible();
    await card.getByLabel("Fee", { exact: true }).selectOption("flat");
    await expect(card.getByText("costs the payer $101.50")).toBeVisible();
  });

  await test.step("a number can be tried against the pattern", async () => {
    await page.getByLabel("Try a number").fill("1002 003 001");
    await expect(page.getByText("Fits", { exact: true })).toBeVisible();
    await page.getByLabel("Try a number").fill("12");
    await expect(page.getByText("Does not fit", { exact: true })).toBeVisible();
  });

  try {
    await change(page.request, origin, billerId, (now) => ({ second_factor: { ...now.second_factor, hint: "Changed by a colleague." } }));
    await page.getByLabel("Cut-off", { exact: true }).fill("16:15");
    await page.getByRole("button", { name: "Save the settings" }).click();
    const conflict = page.getByRole("group", { name: "Someone else changed the settings" });
    await expect(conflict).toBeFocused();
    await expect(conflict.getByRole("row", { name: /Second check/ })).toContainText("Changed by a colleague.");
    await conflict.getByRole("button", { name: "Keep theirs and save mine" }).click();
    await expect(page.getByText("Changed: Cut-off and delivery")).toBeVisible();
    const after = await read();
    expect(after.cut_off.local_time).toBe("16:15");
    expect(after.second_factor.hint).toBe("Changed by a colleague.");
  } finally {
    await change(page.request, origin, billerId, () => ({ cut_off: before.cut_off, second_factor: before.second_factor }));
  }
});
