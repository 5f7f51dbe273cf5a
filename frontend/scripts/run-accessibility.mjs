/** Runs the accessibility walk and ends with one line a machine can read: RESULT {"pages":N,"violations":M}. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const figures = "test-results/accessibility.json";
rmSync(figures, { force: true });
const { status } = spawnSync("npx", ["playwright", "test", "--project=accessibility"], { stdio: "inherit" });
if (!existsSync(figures)) {
  console.log("The walk did not finish.");
  process.exit(1);
}
const { pages, violations } = JSON.parse(readFileSync(figures, "utf8"));
console.log(`${pages} pages and states, each in light and dark at 320 and 1280 px: ${violations} findings.`);
console.log(`RESULT ${JSON.stringify({ pages, violations })}`);
process.exit(status ?? 1);
