import { describe, expect, it } from "vitest";
import type { CashRow } from "./api";
import { countsInWords, sendCashFile, type FileSoFar } from "./file-api";

const row = (line: number, outcome: CashRow["outcome"]): CashRow => ({ line, reference: `q-${line}`, outcome, payment_id: null, code: null, words: "" });
const file = new File(["reference\n"], "cash.csv");

describe("a partner's file", () => {
  it("is sent part by part until every row is told of", async () => {
    const asked: number[] = [];
    const told: FileSoFar[] = [];
    await sendCashFile("quickmart", file, (soFar) => told.push(soFar), (_, __, after) => {
      asked.push(after);
      return Promise.resolve(after === 0 ? { rows: [row(2, "loaded"), row(3, "refused")], total: 3, next_after: 2 } : { rows: [row(4, "loaded_before")], total: 3, next_after: null });
    });
    expect(asked).toEqual([0, 2]);
    expect(told.map(({ rows, isDone }) => [rows.length, isDone])).toEqual([[2, false], [3, true]]);
    expect(countsInWords(told.at(-1)?.rows ?? [])).toBe("1 taken, 1 taken before, 1 refused");
  });

  it("keeps what is known when it breaks off", async () => {
    const told: FileSoFar[] = [];
    const sending = sendCashFile("quickmart", file, (soFar) => told.push(soFar), (_, __, after) =>
      after === 0 ? Promise.resolve({ rows: [row(2, "loaded")], total: 2, next_after: 1 }) : Promise.reject(new Error("gone")));
    await expect(sending).rejects.toThrow("gone");
    expect(told).toHaveLength(1);
  });
});
