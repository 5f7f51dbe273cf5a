import "./panel.css";

/** Grey lines where text will be. Announced once, politely, by `label`. */
export function Loading({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div role="status" className="stack">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" data-short={line % 3 === 2 ? "" : undefined} aria-hidden="true" />
      ))}
    </div>
  );
}
