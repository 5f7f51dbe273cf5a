import { useId, useMemo, useState } from "react";
import { Facts } from "@/components/panel";
import { Status } from "@/components/mark";
import type { Beside, ListHit } from "./evidence";
import { useKeys, useKeysWanted } from "./use-keys";

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });

/** Each listed party beside the one asked about: name under name, word beside word, then what else the list says. */
export function HitReview({ asked, hits, listVersion }: { asked: string; hits: readonly ListHit[]; listVersion: string }) {
  const [shown, setShown] = useState(0);
  const [keys] = useKeysWanted();
  const acts = useMemo(() => ({ h: () => setShown((at) => (at + 1) % hits.length) }), [hits.length]);
  useKeys(acts, keys && hits.length > 1);
  const id = useId();
  const hit = hits[Math.min(shown, hits.length - 1)];
  if (!hit) return null;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <div className="row-between">
        <h2 id={id}>Is it them?</h2>
        {hits.length > 1 ? (
          <div className="row" role="group" aria-label="Listed parties">
            {hits.map((one, index) => (
              <button key={`${one.list} ${one.listId} ${one.listedName}`} type="button" className="hit-choice" aria-pressed={one === hit} onClick={() => setShown(index)}>
                {one.primaryName || one.listedName}, {percent.format(one.score)}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      <div className="hit-names">
        <div>
          <p className="quiet small">Asked about</p>
          <p className="hit-name">{asked}</p>
        </div>
        <div>
          <p className="quiet small">
            On the list, {hit.listedNameIs || "as listed"}
          </p>
          <p className="hit-name">{hit.listedName}</p>
        </div>
      </div>
      {hit.beside.length > 0 ? <WordsBeside rows={hit.beside} /> : null}
      <ul className="stack-tight">
        {hit.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Facts
        facts={[
          ["Likeness", `${percent.format(hit.score)}${hit.strength ? `, ${hit.strength}` : ""}`],
          ["Listed as", hit.primaryName],
          ["Kind", hit.type],
          ["List", `${hit.list}, number ${hit.listId}`],
          ["Programs", hit.programs.join(", ")],
          ["List as of", listVersion],
        ]}
      />
    </section>
  );
}

function WordsBeside({ rows }: { rows: readonly Beside[] }) {
  return (
    <table className="hit-words">
      <caption className="visually-hidden">The two names, word beside word</caption>
      <thead>
        <tr>
          <th scope="col">Asked</th>
          <th scope="col">Listed</th>
          <th scope="col">How</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Two words of a name may be the same.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={`${row.asked} ${row.listed} ${index}`} data-alone={row.asked === "" || row.listed === "" ? "" : undefined}>
            <td>{row.asked || "—"}</td>
            <td>{row.listed || "—"}</td>
            <td>
              <Status {...markOf(row)}>{row.how}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function markOf({ asked, listed, likeness }: Beside) {
  if (asked === "" || listed === "") return { shape: "ring", tone: "plain" } as const;
  return likeness >= 0.99 ? ({ shape: "dot", tone: "bad" } as const) : ({ shape: "half", tone: "warn" } as const);
}
