import type { FormEvent, ReactNode } from "react";
import { Button } from "./button";
import "./filters.css";

/** A row of links, one for each value of a filter; the router marks the one that is shown. */
export function FilterLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="filter-links" aria-label={label}>
      <span className="quiet small" aria-hidden="true">
        {label}
      </span>
      {children}
    </nav>
  );
}

/**
 * Fields that change the list when they are sent, by Enter or by the button. `onApply` gets what was typed, blanks left
 * out; the page writes it into the address, so that a filter survives a reload and can be bookmarked.
 */
export function FilterForm({ label, children, onApply, clear }: {
  label: string;
  children: ReactNode;
  onApply: (values: Record<string, string | undefined>) => void;
  clear?: ReactNode;
}) {
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values: Record<string, string | undefined> = {};
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === "string") values[name] = value.trim() === "" ? undefined : value.trim();
    }
    onApply(values);
  }
  return (
    <form className="filter-form" role="search" aria-label={label} noValidate onSubmit={apply}>
      {children}
      <div className="row">
        <Button type="submit">Show</Button>
        {clear}
      </div>
    </form>
  );
}
