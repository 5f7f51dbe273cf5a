import { answer, api } from "@/api/client";
import type { CashRow } from "./api";

export interface FileSoFar {
  rows: CashRow[];
  total: number;
  isDone: boolean;
}

/** One part of a file: the rows after the first `after`. */
type SendPart = (partner: string, file: File, after: number) => Promise<{ rows: CashRow[]; total: number; next_after: number | null }>;

export const sendPart: SendPart = (partner, file, after) => {
  const form = new FormData();
  form.set("partner", partner);
  form.set("after", String(after));
  form.set("file", file, file.name);
  return answer(api.POST("/api/v1/cash-files", { body: form as never }));
};

/** Sends a file until the server has said of every row what became of it; `onPart` gets all that is known so far. */
export async function sendCashFile(partner: string, file: File, onPart: (soFar: FileSoFar) => void, send: SendPart = sendPart): Promise<void> {
  let rows: CashRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    // One part after the other: each takes its rows before the next is asked for.
    // oxlint-disable-next-line no-await-in-loop
    const part: Awaited<ReturnType<SendPart>> = await send(partner, file, after);
    rows = [...rows, ...part.rows];
    after = part.next_after;
    onPart({ rows, total: part.total, isDone: after === null });
  }
}

/** "3 taken, 2 taken before, 1 refused". */
export function countsInWords(rows: readonly CashRow[]): string {
  const count = (outcome: CashRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  return `${count("loaded")} taken, ${count("loaded_before")} taken before, ${count("refused")} refused`;
}
