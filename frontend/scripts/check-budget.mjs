/**
 * Fails when a payer's first visit loads more than 120 kB of JavaScript or 10 kB of styles (gzipped): the entry, the layout
 * and the heaviest page of the payer's area.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET = { js: 120_000, css: 10_000 };
const dist = resolve(import.meta.dirname, "../dist");
const manifest = JSON.parse(readFileSync(resolve(dist, ".vite/manifest.json"), "utf8"));

function filesOf(name, seen = new Set()) {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const child of chunk.imports ?? []) filesOf(child, seen);
  return seen;
}

const size = (file) => gzipSync(readFileSync(resolve(dist, file)), { level: 9 }).length;
const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const pages = Object.keys(manifest).filter((name) => name.startsWith("src/app/payer/pages/"));
let over = false;
const rows = pages.map((page) => {
  const files = [...new Set([...filesOf(entry), ...filesOf(page)])];
  const total = (ending) => files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + size(file), 0);
  return { page: page.split("/").at(-1), js: total(".js"), css: total(".css") };
});
rows.sort((a, b) => b.js - a.js);
for (const { page, js, css } of rows) {
  const tooMuch = js > BUDGET.js || css > BUDGET.css;
  over ||= tooMuch;
  console.log(`${page.padEnd(28)} ${(js / 1000).toFixed(1).padStart(6)} kB js ${(css / 1000).toFixed(1).padStart(5)} kB css${tooMuch ? "  over budget" : ""}`);
}
if (rows.length === 0) throw new Error("No payer page in the build; run npm run build first.");
process.exit(over ? 1 : 0);
