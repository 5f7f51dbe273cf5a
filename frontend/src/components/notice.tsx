import type { ReactNode } from "react";
import { Mark, type MarkShape } from "./mark";
import "./notice.css";

export type Tone = "plain" | "good" | "warn" | "bad";

const markOf: Record<Tone, MarkShape> = { plain: "dot", good: "check", warn: "triangle", bad: "cross" };

/** A block that says one thing, with a shape beside its words so that color is never the only sign. */
export function Notice({ tone = "plain", title, children, live = false }: { tone?: Tone; title?: ReactNode; children?: ReactNode; live?: boolean }) {
  return (
    <div className={`notice notice-${tone}`} role={live ? "status" : undefined}>
      {title === undefined ? null : (
        <h2 className="notice-title">
          <Mark shape={markOf[tone]} />
          <span>{title}</span>
        </h2>
      )}
      {children}
    </div>
  );
}
