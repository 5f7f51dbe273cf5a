import { useId, type ReactNode } from "react";
import { Button } from "@/components/button";
import { usePlace } from "./draft-context";
import type { Value } from "./places";

/** What is said of a group as a whole, where the summary's link leads. */
function Said({ place }: { place: string }) {
  const { error, advice } = usePlace(place);
  return (
    <>
      {error === undefined ? null : (
        <p className="field-error">
          <span>Error:</span> {error}
        </p>
      )}
      {advice === undefined ? null : <p className="field-hint">Note: {advice}</p>}
    </>
  );
}

/** A part of the filing under a heading. `folded` parts are the same in most filings and open on demand. */
export function Section({ title, at, folded = false, children }: { title: string; at?: string; folded?: boolean; children: ReactNode }) {
  const id = useId();
  const inside = (
    <>
      {at === undefined ? null : <Said place={at} />}
      {children}
    </>
  );
  if (folded) {
    return (
      <details className="panel filing-section" data-place={at} tabIndex={-1}>
        <summary>
          <h2>{title}</h2>
        </summary>
        <div className="stack">{inside}</div>
      </details>
    );
  }
  return (
    <section className="panel stack filing-section" aria-labelledby={id} data-place={at} tabIndex={-1}>
      <h2 id={id}>{title}</h2>
      {inside}
    </section>
  );
}

/** Fields that belong together, under a name. */
export function Group({ title, at, children }: { title: string; at?: string; children: ReactNode }) {
  const { reading } = usePlace(at ?? "");
  const fields = reading ? <dl className="filing-facts">{children}</dl> : <div className="filing-grid">{children}</div>;
  return (
    <fieldset className="filing-group" data-place={at} tabIndex={-1}>
      <legend>{title}</legend>
      {at === undefined ? null : <Said place={at} />}
      {fields}
    </fieldset>
  );
}

/** The facts of a section without a name of their own. */
export function Fields({ children }: { children: ReactNode }) {
  const { reading } = usePlace("");
  return reading ? <dl className="filing-facts">{children}</dl> : <div className="filing-grid">{children}</div>;
}

interface ItemsProps {
  at: string;
  /** "Subject": each is called by it and its number. */
  noun: string;
  blank: Value;
  most?: number;
  children: (place: string) => ReactNode;
}

/** A list of groups, to which one is added or from which one is taken. */
export function Items({ at, noun, blank, most = 99, children }: ItemsProps) {
  const { value, reading, put } = usePlace(at);
  const items = Array.isArray(value) ? value : [];
  const name = noun.toLowerCase();
  if (reading && items.length === 0) return null;
  return (
    <div className="filing-items" data-place={at} tabIndex={-1}>
      <Said place={at} />
      {items.map((_, index) => {
        const place = `${at}[${index}]`;
        return (
          <fieldset key={place} className="filing-item" data-place={place} tabIndex={-1}>
            <legend>
              {noun} {index + 1}
            </legend>
            <Said place={place} />
            {children(place)}
            {reading ? null : (
              <div>
                <Button kind="plain" onClick={() => put(items.filter((_item, other) => other !== index))}>
                  Remove {name} {index + 1}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      {reading || items.length >= most ? null : (
        <div>
          <Button onClick={() => put([...items, blank])}>Add {/^[aeiou]/.test(name) ? "an" : "a"} {name}</Button>
        </div>
      )}
    </div>
  );
}
