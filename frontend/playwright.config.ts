import { defineConfig } from "@playwright/test";

/** The product under test: started by whoever runs the tests, with the demo data. */
const baseURL = process.env.BASE_URL ?? "http://localhost:8001";

/** A folder of one's own (RESULTS) lets two runs go on at once. */
const results = process.env.RESULTS ?? "test-results/runs";

export default defineConfig({
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  reporter: [["list"]],
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
