import { useEffect, useRef, type MouseEvent } from "react";
import "./notice.css";

export interface FormErrors {
  /** Field name -> sentence. The empty name is for the form as a whole. */
  [field: string]: string;
}

/**
 * What has to be put right before a form can be sent. It takes the focus each time `attempt` changes, so that pressing the
 * button again says again what is wrong; each line leads to its field.
 */
export function ErrorSummary({ errors, attempt }: { errors: FormErrors; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  const shown = entries.length > 0;
  // `attempt` is not read, but each new one has to bring the focus back here.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [attempt, shown]);
  if (!shown) return null;

  function focusField(event: MouseEvent, field: string) {
    event.preventDefault();
    const form = box.current?.closest("form") ?? document;
    form.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)?.focus();
  }

  return (
    <div ref={box} className="notice notice-bad" role="alert" tabIndex={-1}>
      <h2>There is a problem</h2>
      <ul className="stack-tight">
        {entries.map(([field, message]) => (
          <li key={field}>
            {field === "" ? (
              message
            ) : (
              <a href={`#${field}`} onClick={(event) => focusField(event, field)}>
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
