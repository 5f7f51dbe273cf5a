export type MarkShape = "check" | "cross" | "triangle" | "dot" | "half" | "ring";

const paths: Record<MarkShape, { d: string; filled: boolean }> = {
  check: { d: "M2 8.5l4 4L14 3.5", filled: false },
  cross: { d: "M3 3l10 10M13 3L3 13", filled: false },
  triangle: { d: "M8 1.5L15.5 14.5H.5z", filled: true },
  dot: { d: "M8 2a6 6 0 100 12A6 6 0 008 2z", filled: true },
  half: { d: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11z", filled: false },
  ring: { d: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11z", filled: false },
};

/** The shape that goes with a word of state. It says nothing by itself, so it is hidden from screen readers. */
export function Mark({ shape }: { shape: MarkShape }) {
  const { d, filled } = paths[shape];
  return (
    <svg className="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={d} fill={filled ? "currentColor" : "none"} stroke="currentColor" strokeWidth={filled ? 1 : 2.5} strokeLinecap="round" strokeLinejoin="round" />
      {shape === "half" ? <path d="M8 2.5a5.5 5.5 0 000 11z" fill="currentColor" /> : null}
    </svg>
  );
}

export type StatusTone = "plain" | "good" | "warn" | "bad";

/** A state as shape and word: "✓ Paid", "▲ Overdue". */
export function Status({ shape, tone = "plain", children }: { shape: MarkShape; tone?: StatusTone; children: string }) {
  return (
    <span className={`status status-${tone}`}>
      <Mark shape={shape} />
      {children}
    </span>
  );
}
