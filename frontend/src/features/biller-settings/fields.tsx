import type { ReactNode } from "react";
import { Choice, SelectField, TextField } from "@/components/field";
import { TICKED } from "./draft";
import type { SectionProps } from "./section-props";

type TextProps = Omit<Parameters<typeof TextField>[0], "name" | "value" | "onChange" | "error"> & SectionProps & { name: string };

/** A text field that stands in the draft under its own name. */
export function DraftText({ draft, errors, set, name, ...field }: TextProps) {
  return <TextField {...field} name={name} value={draft[name] ?? ""} error={errors[name]} onChange={(event) => set(name, event.currentTarget.value)} />;
}

type SelectProps = Omit<Parameters<typeof SelectField>[0], "name" | "value" | "onChange" | "error"> & SectionProps & { name: string };

export function DraftSelect({ draft, errors, set, name, ...field }: SelectProps) {
  return <SelectField {...field} name={name} value={draft[name] ?? ""} error={errors[name]} onChange={(event) => set(name, event.currentTarget.value)} />;
}

export function DraftTick({ draft, set, errors, name, label, hint }: SectionProps & { name: string; label: ReactNode; hint?: ReactNode }) {
  return (
    <div className="field" data-invalid={errors[name] ? "" : undefined}>
      {errors[name] ? (
        <p className="field-error">
          <span>Error:</span> {errors[name]}
        </p>
      ) : null}
      <Choice name={name} label={label} hint={hint} checked={draft[name] === TICKED} onChange={(event) => set(name, event.currentTarget.checked ? TICKED : "")} />
    </div>
  );
}
