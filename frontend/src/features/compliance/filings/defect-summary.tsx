import type { MouseEvent } from "react";
import { Status } from "@/components/mark";
import type { Defect } from "./api";
import { outward } from "./places";
import { counted } from "./words";

/** Brings somebody to a place of the form, or to the nearest that holds it; folded parts open. */
export function goTo(place: string): void {
  for (const each of outward(place)) {
    // Letters, digits, dots and brackets: nothing that a quoted selector minds.
    const found = document.querySelector<HTMLElement>(`.filing-form [name="${each}"], .filing-form [data-place="${each}"]`);
    if (!found) continue;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    found.focus();
    found.scrollIntoView({ block: "center" });
    return;
  }
}

/** All that is said of a filing; each line leads to its field. It changes while somebody types and never takes the focus. */
export function DefectSummary({ defects }: { defects: readonly Defect[] }) {
  const wrong = defects.filter(({ hinders }) => hinders);
  const notes = defects.filter(({ hinders }) => !hinders);
  return (
    <section className="panel stack-tight" aria-labelledby="filing-defects">
      <h2 id="filing-defects">What is missing or wrong</h2>
      <p role="status">
        {wrong.length === 0 ? (
          <Status shape="check" tone="good">Nothing hinders</Status>
        ) : (
          <Status shape="cross" tone="bad">{`${counted(wrong.length, "thing")} to put right`}</Status>
        )}
      </p>
      <DefectLines defects={wrong} />
      {notes.length > 0 ? (
        <>
          <h3>{counted(notes.length, "note")}</h3>
          <DefectLines defects={notes} />
        </>
      ) : null}
    </section>
  );
}

function DefectLines({ defects }: { defects: readonly Defect[] }) {
  if (defects.length === 0) return null;
  return (
    <ul className="stack-tight filing-defects">
      {defects.map(({ code, field, reason, path, input }) => (
        <li key={`${code} ${path} ${input}`}>
          {input === "" ? (
            field
          ) : (
            <a
              href={`#${input}`}
              onClick={(event: MouseEvent) => {
                event.preventDefault();
                goTo(input);
              }}
            >
              {field}
            </a>
          )}
          : {reason}
        </li>
      ))}
    </ul>
  );
}
