import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { accountPages } from "./account-pages";
import { fakeApi } from "./fake-api";
import type { PageCase } from "./page-case";
import { defaults, payerPages } from "./pages";
import { securityPages } from "./security-pages";
import { staffCases } from "./staff-cases";
import { verificationPages } from "./verification-pages";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = "test-results/screens";
const rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** PAGES=pay,bill walks only the pages whose names hold one of these words. */
const wanted = (process.env.PAGES ?? "").split(",").filter(Boolean);

interface Finding {
  page: string;
  look: string;
  what: string;
}

test("every page in every state is accessible, fits 320 px and logs no error", async ({ browser, baseURL }) => {
  mkdirSync(screens, { recursive: true });
  const cases = [...payerPages, ...securityPages, ...accountPages, ...verificationPages, ...(await staffCases())].filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  const findings: Finding[] = [];
  for (const pageCase of cases) {
    // A fresh context for each case: no session, no storage, nothing left of the one before.
    const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), reducedMotion: "reduce", locale: "en-US" });
    const page = await context.newPage();
    findings.push(...(await judge(page, pageCase)));
    await context.close();
  }
  for (const finding of findings) console.log(`${finding.page} (${finding.look}): ${finding.what}`);
  writeFileSync("test-results/accessibility.json", JSON.stringify({ pages: cases.length, violations: findings.length }));
  expect(findings).toEqual([]);
});

async function judge(page: Page, pageCase: PageCase): Promise<Finding[]> {
  const found: Finding[] = [];
  const report = (look: string, what: string) => found.push({ page: pageCase.name, look, what });
  page.on("console", (message) => {
    // A refused or broken request is part of some cases and is logged by the browser itself.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) report("any look", `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => report("any look", `uncaught: ${error.message}`));
  await fakeApi(page, { ...defaults, ...pageCase.api });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(pageCase.path);
  try {
    await page.locator("#main, h1").first().waitFor();
    await pageCase.act?.(page);
    await expect(page.getByText(pageCase.shows).first()).toBeAttached({ timeout: 10_000 });
  } catch (error) {
    report("any look", `did not reach its state: ${String(error).split("\n")[0]}`);
  }
  await page.evaluate(axeSource);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const look = `${colorScheme}-${width}`;
      for (const violation of await axeViolations(page)) report(look, `axe ${violation}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) report(look, `scrolls sideways by ${overflow} px`);
      await page.screenshot({ path: `${screens}/${pageCase.name}-${look}.png`, fullPage: true });
    }
  }
  return found;
}

async function axeViolations(page: Page): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    interface Results {
      violations: { id: string; help: string; nodes: { html: string }[] }[];
    }
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<Results> } };
    const results = await axe.run(document, { runOnly });
    return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }, rules);
}
