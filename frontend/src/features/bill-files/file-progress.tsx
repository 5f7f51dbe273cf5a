import { useState } from "react";
import { Notice } from "@/components/notice";
import { countText, doneShare, isFinished, rowsPerSecond, type BillFile, type Observation } from "./bill-file";
import "./bill-files.css";

/** How far the reading is. The bar moves in silence; every quarter is said once. */
export function FileProgress({ file, at }: { file: BillFile; at: number }) {
  const rate = useRate(file.rows_done, at);
  if (isFinished(file)) return null;
  const percent = Math.floor(doneShare(file) * 100);
  const said = Math.floor(percent / 25) * 25;
  return (
    <div className="stack-tight">
      <p id="reading">
        {file.status === "received" ? "Waiting for its turn. You can leave this page; the work goes on." : `${percent}% read. You can leave this page; the work goes on.`}
      </p>
      <progress className="file-progress" aria-labelledby="reading" max={100} value={file.status === "received" ? 0 : percent} />
      <p className="number-line">
        {countText(file.rows_done)} {file.rows_total === null ? "rows" : `of ${countText(file.rows_total)} rows`}
        {rate === null || rate === 0 ? "" : `, ${countText(rate)} a second`}
      </p>
      <p className="visually-hidden" role="status">
        {said > 0 ? `${said}% read` : ""}
      </p>
    </div>
  );
}

/** `at` is when the file was last asked for. */
function useRate(rows: number, at: number): number | null {
  const [seen, setSeen] = useState<readonly Observation[]>([]);
  if (seen.at(-1)?.at !== at) setSeen([...seen.filter((one) => at - one.at < 20_000), { rows, at }]);
  return rowsPerSecond(seen);
}

/** What became of the rows, as numbers that add up to all of them. */
export function FileCounts({ file }: { file: BillFile }) {
  const counts: [string, number][] = [
    ["New bills", file.created],
    ["Changed", file.updated],
    ["The same as before", file.unchanged],
    ["Rows not taken", file.rejected],
    ["Left alone, being paid", file.protected],
  ];
  if (file.mode === "replace") counts.push(["Withdrawn, not in the file", file.withdrawn]);
  return (
    <dl className="counts">
      {counts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{countText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function FileOutcome({ file }: { file: BillFile }) {
  if (file.status === "failed") {
    return (
      <Notice tone="bad" title="This file could not be read" live>
        <p>{file.problem ?? "Something went wrong on our side. Send the file again."}</p>
        <p>{file.rows_done > 0 ? `${countText(file.rows_done)} rows were read before that. Sending the whole file again is safe: rows already taken stay as they are.` : "No bill was changed."}</p>
      </Notice>
    );
  }
  if (file.status !== "done") return null;
  if (file.problem) {
    return (
      <Notice tone="warn" title="Done, but something was left undone" live>
        <p>{file.problem}</p>
      </Notice>
    );
  }
  if (file.rejected > 0) {
    return (
      <Notice tone="warn" title={`${countText(file.rejected)} ${file.rejected === 1 ? "row was" : "rows were"} not taken`} live>
        <p>All other rows are in. Download the wrong rows, mend them and send that file: nothing else will change.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="good" title="Every row was taken" live>
      <p>{file.rows_done === 1 ? "One row was read." : `${countText(file.rows_done)} rows were read.`}</p>
    </Notice>
  );
}
