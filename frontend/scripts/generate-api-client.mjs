/**
 * Writes src/api/openapi.json (from the backend's code) and src/api/schema.d.ts (from that).
 * With --check nothing is written; it fails when either file differs from what would be written.
 *
 * The backend is asked through PAYMENTUS_PYTHON, the project's .venv, or "python3" on the PATH, whichever is there first.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = resolve(import.meta.dirname, "../..");
const documentFile = resolve(root, "frontend/src/api/openapi.json");
const schemaFile = resolve(root, "frontend/src/api/schema.d.ts");
const checking = process.argv.includes("--check");

function exportDocument() {
  const own = resolve(root, ".venv/bin/python");
  const python = process.env.PAYMENTUS_PYTHON ?? (existsSync(own) ? own : "python3");
  let text;
  try {
    text = execFileSync(python, ["-m", "paymentus.app.cli", "openapi"], {
      cwd: root,
      env: { ...process.env, PYTHONPATH: resolve(root, "backend/src") },
      maxBuffer: 64 * 1024 * 1024,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  } catch {
    console.error(`${python} could not run the backend. Install it (make run does), or name its Python in PAYMENTUS_PYTHON.`);
    process.exit(1);
  }
  return `${JSON.stringify(JSON.parse(text), null, 1)}\n`;
}

const document = exportDocument();
const banner = "// Generated from openapi.json by `npm run api-client`. Do not edit.\n";
// Answers carry their defaults always, so a field with a default is there; in requests it may be left out.
const schema = banner + astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: false }));

const wanted = [
  [documentFile, document],
  [schemaFile, schema],
];
const stale = wanted.filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text);
if (checking && stale.length > 0) {
  for (const [file] of stale) console.error(`${file} does not match the API.`);
  console.error("Run: npm --prefix frontend run api-client");
  process.exit(1);
}
if (!checking) for (const [file, text] of stale) writeFileSync(file, text);
console.log(stale.length === 0 ? "The API client is up to date." : `Wrote ${stale.map(([file]) => file).join(", ")}.`);
