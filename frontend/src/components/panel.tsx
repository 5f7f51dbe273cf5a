import type { ReactNode } from "react";
import "./panel.css";

export function Panel({ children, label }: { children: ReactNode; label?: string }) {
  return label === undefined ? (
    <div className="panel stack">{children}</div>
  ) : (
    <section className="panel stack" aria-label={label}>
      {children}
    </section>
  );
}

/** Pairs of name and value. Pairs whose value is null are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === "" ? null : (
          <FactPair key={name} name={name} value={value} />
        ),
      )}
    </dl>
  );
}

function FactPair({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
