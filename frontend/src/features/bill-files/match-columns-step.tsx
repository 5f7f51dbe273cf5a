import { useState, type FormEvent } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import type { Mapping, Preview } from "./bill-file";
import { columnsUsedTwice, missingFields, sampleOf, unusedColumns } from "./mapping";
import { SampleRows } from "./sample-rows";
import "@/components/data-table.css";

interface MatchColumnsStepProps {
  preview: Preview;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  onBack: () => void;
  onNext: () => void;
  nextText: string;
}

/** Step 2: which column goes into which field, with a value of the file beside each choice. */
export function MatchColumnsStep({ preview, mapping, onMapping, onBack, onNext, nextText }: MatchColumnsStepProps) {
  const [attempt, setAttempt] = useState(0);
  const missing = missingFields(preview, mapping);
  const twice = columnsUsedTwice(preview, mapping);
  const unused = unusedColumns(preview, mapping);
  const errors: FormErrors = {};
  if (attempt > 0) for (const field of missing) errors[field.name] = `Choose the column for “${field.label}”.`;

  function next(event: FormEvent) {
    event.preventDefault();
    setAttempt((count) => count + 1);
    if (missing.length === 0) onNext();
  }

  function choose(field: string, column: string) {
    const rest = Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== field));
    onMapping(column === "" ? rest : { ...rest, [field]: column });
  }

  return (
    <form className="stack" noValidate onSubmit={next}>
      <ErrorSummary errors={errors} attempt={attempt} />
      <p>Filled in from your last file and from the headings. Check each line; your choice is remembered for the next file.</p>
      <table className="data-table mapping-table" role="table">
        <caption>Columns of your file</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Field</th>
            <th role="columnheader" scope="col">Column in your file</th>
            <th role="columnheader" scope="col">First value</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {preview.fields.map((field) => (
            <tr key={field.name} role="row">
              <th role="rowheader" scope="row" data-name="Field">
                <span>
                  {field.label}
                  {field.required ? "" : <span className="quiet"> (may be left out)</span>}
                  {field.hint ? <span className="small quiet mapping-hint" id={`hint-${field.name}`}>{field.hint}</span> : null}
                </span>
              </th>
              <td role="cell" data-name="Column">
                <span>
                  <select
                    className="input"
                    name={field.name}
                    aria-label={`Column for ${field.label}`}
                    aria-describedby={field.hint ? `hint-${field.name}` : undefined}
                    aria-invalid={errors[field.name] === undefined ? undefined : true}
                    value={mapping[field.name] ?? ""}
                    onChange={(event) => choose(field.name, event.currentTarget.value)}
                  >
                    <option value="">{field.required ? "Choose a column" : "Not in my file"}</option>
                    {preview.columns.map((column) => (
                      <option key={column} value={column}>
                        {column}
                      </option>
                    ))}
                  </select>
                  {errors[field.name] ? <span className="field-error small">Error: {errors[field.name]}</span> : null}
                </span>
              </td>
              <td role="cell" data-name="First value">
                {sampleOf(preview, mapping[field.name]) ?? <span className="quiet">nothing</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {twice.size > 0 ? (
        <Notice tone="warn" title="One column is used twice">
          {[...twice].map(([column, labels]) => (
            <p key={column}>
              “{column}” is read into {labels.join(" and ")}. That may be right, but check it.
            </p>
          ))}
        </Notice>
      ) : null}
      {unused.length > 0 ? <p className="quiet">Not read: {unused.join(", ")}.</p> : null}
      <SampleRows preview={preview} />
      <div className="row">
        <Button type="submit" kind="primary">
          {nextText}
        </Button>
        <Button onClick={onBack}>Choose another file</Button>
      </div>
    </form>
  );
}
