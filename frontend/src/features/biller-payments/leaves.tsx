import type { ReactNode } from "react";
import type { AuditLeaf } from "./api";
import { formatMoment } from "./moments";
import "./timeline.css";

/** What the audit log holds of a payment; `proof` puts the check of each entry beside it. */
export function Leaves({ leaves, proof }: { leaves: readonly AuditLeaf[]; proof: (leaf: AuditLeaf) => ReactNode }) {
  if (leaves.length === 0) return <p className="quiet">The log has no entry of this payment yet. It is written with the money.</p>;
  return (
    <ul className="stack leaf-list">
      {leaves.map((leaf) => (
        <li key={leaf.index} className="stack-tight panel">
          <p>
            <strong>Entry {leaf.index}</strong>: {String(leaf.leaf["event"] ?? leaf.type)}{" "}
            <span className="small quiet">{formatMoment(leaf.at)}</span>
          </p>
          {proof(leaf)}
          <details>
            <summary>What the log says, word for word</summary>
            <pre className="leaf-text">{JSON.stringify(leaf.leaf, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
