import type { ReactNode } from "react";
import { When } from "@/components/when";
import type { AuditLeaf } from "./api";
import { eventInWords } from "./event-words";
import "./timeline.css";

/** What the audit log holds of a payment; `proof` puts the check of each entry beside it. */
export function Leaves({ leaves, proof }: { leaves: readonly AuditLeaf[]; proof: (leaf: AuditLeaf) => ReactNode }) {
  if (leaves.length === 0) return <p className="quiet">The log has no entry of this payment yet. It is written with the money.</p>;
  return (
    <ul className="stack leaf-list">
      {leaves.map((leaf) => (
        <li key={leaf.index} className="stack-tight panel">
          <p>
            <strong>Entry {leaf.index}</strong>: {eventInWords(eventOf(leaf))} <code className="small quiet">{eventOf(leaf)}</code> <When at={leaf.at} exact className="small quiet" />
          </p>
          {proof(leaf)}
          <details>
            <summary>What the log says, word for word</summary>
            <pre className="leaf-text">{leaf.leaf}</pre>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** "payment.succeeded" out of a ledger entry's leaf; other leaves are named by their type. */
function eventOf(leaf: AuditLeaf): string {
  try {
    const parsed = JSON.parse(leaf.leaf) as { event?: unknown };
    return typeof parsed.event === "string" ? parsed.event : leaf.type;
  } catch {
    return leaf.type;
  }
}
