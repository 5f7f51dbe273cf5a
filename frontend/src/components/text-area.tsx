import { useId, type TextareaHTMLAttributes } from "react";
import "./field.css";

type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id" | "name"> & {
  label: string;
  name: string;
  hint?: string;
  error?: string | undefined;
};

/** Several lines of text, labelled and described as the one-line fields are. */
export function TextArea({ label, name, hint, error, rows = 3, ...rest }: TextAreaProps) {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field" data-invalid={error === undefined ? undefined : ""}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="field-error" id={`${id}-error`}>
          <span>Error:</span> {error}
        </p>
      )}
      <textarea {...rest} id={id} name={name} rows={rows} className="input" aria-describedby={described || undefined} aria-invalid={error === undefined ? undefined : true} />
    </div>
  );
}
