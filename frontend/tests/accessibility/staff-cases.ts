import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { PageCase } from "./page-case";

/** The staff areas keep their lists beside this file, as `export const cases: PageCase[]`. */
export async function staffCases(): Promise<PageCase[]> {
  const cases: PageCase[] = [];
  for (const name of ["biller-pages", "operations-pages", "compliance-pages", "rules-and-lists-pages", "filing-pages", "cash-pages", "incident-pages", "schedule-pages"]) {
    const path = resolve(import.meta.dirname, `${name}.ts`);
    if (existsSync(path)) cases.push(...((await import(path)) as { cases: PageCase[] }).cases);
  }
  return cases;
}
