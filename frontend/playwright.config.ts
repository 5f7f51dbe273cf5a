import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";

/**
 * The product under test, with its demo data: the one at BASE_URL; else the one at this port of this machine, which is
 * started (`paymentus up`, further options in PRODUCT_OPTIONS) when it is not running yet.
 */
const port = process.env.PORT ?? "8001";
const baseURL = process.env.BASE_URL ?? `http://localhost:${port}`;
const product = {
  command: `python -m paymentus.app.cli up --data-dir frontend/test-results/product --port ${port} ${process.env.PRODUCT_OPTIONS ?? ""}`,
  cwd: resolve(import.meta.dirname, ".."),
  env: { PYTHONPATH: resolve(import.meta.dirname, "../backend/src") },
  // There once the demo data is.
  url: `${baseURL}/api/v1/billers/lakeside-tax`,
  reuseExistingServer: true,
  timeout: 180_000,
  gracefulShutdown: { signal: "SIGINT" as const, timeout: 30_000 },
};

/** A folder of one's own (RESULTS) lets two runs go on at once. */
const results = process.env.RESULTS ?? "test-results/runs";

export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  reporter: [["list"]],
  ...(process.env.BASE_URL === undefined ? { webServer: product, globalSetup: "./tests/wait-for-people.ts" } : {}),
  use: {
    baseURL,
    locale: "en-US",
    timezoneId: "America/New_York",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  projects: [
    { name: "journeys", testDir: "tests/journeys", outputDir: `${results}/journeys` },
    // One test walks a hundred pages.
    { name: "accessibility", testDir: "tests/accessibility", outputDir: `${results}/accessibility`, timeout: 1_200_000 },
  ],
});
