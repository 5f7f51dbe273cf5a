import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from "react";
import "./field.css";

interface Described {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  /** A sentence that says what is wrong and how to mend it. */
  error?: string | undefined;
  /** Fields may be left out only when this is set; the label then says so. */
  optional?: boolean;
}

/** Label above, hint below it, error after the hint; the control is tied to both by `aria-describedby`. */
function Field({ label, name, hint, error, optional, children }: FieldProps & { children: (control: Described) => ReactNode }) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  return (
    <div className="field" data-invalid={error === undefined ? undefined : ""}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="quiet"> (you can leave this out)</span> : null}
      </label>
      {hint === undefined ? null : (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="field-error" id={errorId}>
          <span>Error:</span> {error}
        </p>
      )}
      {children({
        id,
        name,
        "aria-describedby": [hintId, errorId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error === undefined ? undefined : true,
      })}
    </div>
  );
}

type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "pattern" | "maxLength"> & {
    /** Characters the field is drawn for; it takes more. */
    width?: 5 | 10 | 20;
  };

export function TextField({ label, name, hint, error, optional, width, type = "text", ...input }: TextFieldProps) {
  return (
    <Field {...{ label, name, hint, error, optional }}>
      {(control) => <input {...input} {...control} type={type} className={width ? `input input-${width}` : "input"} />}
    </Field>
  );
}

type SelectFieldProps = FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "id">;

export function SelectField({ label, name, hint, error, optional, children, ...select }: SelectFieldProps) {
  return (
    <Field {...{ label, name, hint, error, optional }}>
      {(control) => (
        <select {...select} {...control} className="input">
          {children}
        </select>
      )}
    </Field>
  );
}

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type"> & { label: ReactNode; hint?: ReactNode };

/** A checkbox or, with `kind="radio"`, one choice of a group. The whole row can be pressed. */
export function Choice({ label, hint, kind = "checkbox", ...input }: CheckboxProps & { kind?: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <div className="choice">
      <input {...input} id={id} type={kind} aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function ChoiceGroup({ legend, error, children }: { legend: ReactNode; error?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={error === undefined ? undefined : id} data-invalid={error === undefined ? undefined : ""}>
      <legend>{legend}</legend>
      {error === undefined ? null : (
        <p className="field-error" id={id}>
          <span>Error:</span> {error}
        </p>
      )}
      <div className="choices">{children}</div>
    </fieldset>
  );
}
