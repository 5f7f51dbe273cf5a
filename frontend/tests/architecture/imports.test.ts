// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const src = resolve(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && name !== "api/schema.d.ts");

/** "features/bills/bill-list.tsx" -> ["features", "bills"]; "app/payer/routes.tsx" -> ["app", "payer"]. */
const placeOf = (path: string) => path.split("/").slice(0, 2) as [string, string];

function importsOf(file: string): string[] {
  const text = readFileSync(resolve(src, file), "utf8");
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return targets
    .filter((target) => target.startsWith("@/") || target.startsWith("."))
    .map((target) => (target.startsWith("@/") ? target.slice(2) : relative(src, resolve(src, dirname(file), target))));
}

const edges = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

describe("the import rules", () => {
  it("sees the code", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(edges.length).toBeGreaterThan(40);
  });

  it("let no feature import another feature", () => {
    const wrong = edges.filter(({ file, target }) => {
      const [from, fromName] = placeOf(file);
      const [to, toName] = placeOf(target);
      return from === "features" && to === "features" && fromName !== toName;
    });
    expect(wrong).toEqual([]);
  });

  it("let imports only go down: app, features, components, api, lib", () => {
    const layers = ["app", "features", "components", "api", "lib"];
    const wrong = edges.filter(({ file, target }) => {
      const from = layers.indexOf(placeOf(file)[0]);
      const to = layers.indexOf(placeOf(target)[0]);
      return from >= 0 && to >= 0 && to < from;
    });
    expect(wrong).toEqual([]);
  });

  it("keep the three audiences of app apart", () => {
    const audiences = ["payer", "biller", "operations"];
    const wrong = edges.filter(({ file, target }) => {
      const [from, fromName] = placeOf(file);
      const [to, toName] = placeOf(target);
      return from === "app" && to === "app" && audiences.includes(fromName) && audiences.includes(toName) && fromName !== toName;
    });
    expect(wrong).toEqual([]);
  });

  it("know no barrel file", () => {
    const barrels = files.filter((file) => {
      const text = readFileSync(resolve(src, file), "utf8");
      return /(^|\/)index\.tsx?$/.test(file) || /export\s+\*\s+from/.test(text);
    });
    expect(barrels).toEqual([]);
  });
});

describe("every file", () => {
  it("has at most 250 lines", () => {
    const long = files.filter((file) => readFileSync(resolve(src, file), "utf8").split("\n").length > 251);
    expect(long).toEqual([]);
  });

  it("never puts text into the page as markup", () => {
    const raw = files.filter((file) => /dangerouslySetInnerHTML|\.innerHTML/.test(readFileSync(resolve(src, file), "utf8")));
    expect(raw).toEqual([]);
  });
});
