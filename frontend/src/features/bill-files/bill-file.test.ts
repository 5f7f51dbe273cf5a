import { describe, expect, it } from "vitest";
import { bytesInWords, doneShare, reasonInWords, rowsPerSecond, wrongRowsName, type BillFile } from "./bill-file";

const running: BillFile = {
  id: "fil_1", file_name: "bills.csv", mode: "update", status: "running", rows_total: null, bytes_total: 1000, bytes_done: 250, rows_done: 10,
  created: 0, updated: 0, unchanged: 0, withdrawn: 0, protected: 0, rejected: 0, problem: null, problems_by_reason: {}, biller_id: "blr_1", mapping: {}, uploaded_by: "usr_1",
  created_at: "2026-11-23T10:00:00.000Z", finished_at: null,
};

describe("the progress of a file", () => {
  it("goes by bytes while the number of rows is unknown, then by rows", () => {
    expect(doneShare(running)).toBe(0.25);
    expect(doneShare({ ...running, rows_total: 20 })).toBe(0.5);
    expect(doneShare({ ...running, status: "done", rows_done: 0 })).toBe(1);
  });

  it("is zero for an empty file, not an impossible number", () => {
    expect(doneShare({ ...running, bytes_total: 0, bytes_done: 0 })).toBe(0);
  });

  it("has a rate only after half a second, over the last ten seconds", () => {
    expect(rowsPerSecond([{ rows: 0, at: 0 }, { rows: 100, at: 400 }])).toBeNull();
    expect(rowsPerSecond([{ rows: 0, at: 0 }, { rows: 3000, at: 1500 }])).toBe(2000);
    expect(rowsPerSecond([{ rows: 0, at: 0 }, { rows: 50, at: 15_000 }, { rows: 150, at: 20_000 }])).toBe(20);
    expect(rowsPerSecond([])).toBeNull();
  });
});

describe("words", () => {
  it("make a reason of the API readable", () => {
    expect(reasonInWords("amount_not_understood")).toBe("Not an amount");
    expect(reasonInWords("new_reason")).toBe("New reason");
  });

  it("name the file of wrong rows after the file", () => {
    expect(wrongRowsName("november.2026.csv")).toBe("november.2026-wrong-rows.csv");
    expect(wrongRowsName("bills")).toBe("bills-wrong-rows.csv");
  });

  it("give sizes", () => {
    expect([bytesInWords(12), bytesInWords(4_600), bytesInWords(12_345_678)]).toEqual(["12 bytes", "5 kB", "12.3 MB"]);
  });
});
