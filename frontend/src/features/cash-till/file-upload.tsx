import { useState } from "react";
import { Problem } from "@/api/problem";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { TextField } from "@/components/field";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import type { CashRow } from "./api";
import { counterName } from "./counter-name";
import { countsInWords, sendCashFile, type FileSoFar } from "./file-api";
import "./till.css";

const chosen = (fields: FormData): File | null => {
  const file = fields.get("file");
  return file instanceof File && file.size > 0 ? file : null;
};

/** Sends a partner's file and says of each row what became of it. */
export function CashFileUpload() {
  const [soFar, setSoFar] = useState<FileSoFar | null>(null);
  const [brokeOff, setBrokeOff] = useState<string | null>(null);
  const form = useForm({
    validate: (fields): FormErrors => {
      const errors: FormErrors = {};
      if (counterName(textOf(fields, "partner")) === "") errors["partner"] = "Name the partner, such as quickmart.";
      if (chosen(fields) === null) errors["file"] = "Choose the partner’s file.";
      return errors;
    },
    submit: async (fields) => {
      const file = chosen(fields);
      if (file === null) return;
      let told = 0;
      setSoFar(null);
      setBrokeOff(null);
      try {
        await sendCashFile(counterName(textOf(fields, "partner")), file, (part) => {
          told = part.rows.length;
          setSoFar(part);
        });
      } catch (error) {
        // Before the first row it is a refusal of the file; after it, of the rest.
        if (told === 0) throw error;
        setBrokeOff(sentenceFor(error));
      }
    },
    explain: (problem: Problem): FormErrors | null => (problem.code === "cash_file_not_readable" ? { file: problem.message } : null),
  });
  const { errors } = form;
  return (
    <>
      <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="A partner’s file">
        <ErrorSummary errors={errors} attempt={form.attempt} />
        <TextField label="Partner" name="partner" width={20} error={errors["partner"]} hint="Its short name, always the same: references are unique within it." autoComplete="off" spellCheck={false} />
        <TextField label="File" name="file" type="file" accept=".csv,text/csv" error={errors["file"]} hint="CSV with headings in the first row, at most 2 MB." />
        <details>
          <summary>Which columns it has</summary>
          <p>
            Always: <code>reference</code>, <code>taken_at</code> (such as 2026-03-01T10:00:00Z), <code>biller</code>, <code>account_number</code>, <code>bill_number</code>, <code>amount</code>, <code>location</code>.
          </p>
          <p>
            Where the partner asked who pays: <code>given_names</code>, <code>family_name</code>, <code>birth_date</code>, <code>line1</code>, <code>city</code>, <code>region</code>, <code>postal_code</code>, <code>country</code>, <code>id_kind</code>, <code>id_number</code>, <code>id_country</code>.
          </p>
        </details>
        <div>
          <Button type="submit" kind="primary" busy={form.busy} busyText="Taking the rows">
            Send the file
          </Button>
        </div>
      </form>
      <div role="status">
        {soFar === null ? null : (
          <p>
            {soFar.rows.length} of {soFar.total} rows: {countsInWords(soFar.rows)}.
          </p>
        )}
      </div>
      {soFar !== null && form.busy ? <progress className="till-progress" value={soFar.rows.length} max={soFar.total} aria-label="Rows dealt with" /> : null}
      {brokeOff === null ? null : (
        <Notice tone="bad" title="The file broke off" live>
          <p>{brokeOff} Send the same file again: what was taken is not taken twice.</p>
        </Notice>
      )}
      {soFar === null ? null : <Report soFar={soFar} />}
    </>
  );
}

function Report({ soFar: { rows, isDone, total } }: { soFar: FileSoFar }) {
  const refused = rows.filter((row) => row.outcome === "refused");
  if (total === 0) return <p>The file has no rows below its first line.</p>;
  return (
    <>
      {isDone && refused.length === 0 ? (
        <Notice tone="good" title="Every row is in">
          <p>Sending this file again changes nothing.</p>
        </Notice>
      ) : null}
      {refused.length === 0 ? null : (
        <section className="stack" aria-labelledby="refused">
          <h2 id="refused">Refused</h2>
          <p>Their cash is in the partner’s till. Mend these rows and send them again, or have the partner give it back.</p>
          <Rows caption="Refused rows" rows={refused} />
        </section>
      )}
      <details>
        <summary>Every row</summary>
        <Rows caption="Every row" rows={rows} />
      </details>
    </>
  );
}

function Rows({ caption, rows }: { caption: string; rows: readonly CashRow[] }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { name: "Line", names: true, cell: (row) => String(row.line) },
        { name: "Reference", cell: (row) => row.reference || "none" },
        { name: "What became of it", cell: (row) => <Outcome outcome={row.outcome} /> },
        { name: "Why, or its payment", cell: (row) => row.words || <code>{row.payment_id}</code> },
      ]}
      rows={rows}
      rowKey={(row) => `${row.line} ${row.reference}`}
    />
  );
}

function Outcome({ outcome }: { outcome: CashRow["outcome"] }) {
  if (outcome === "loaded") return <Status shape="check" tone="good">Taken</Status>;
  if (outcome === "loaded_before") return <Status shape="ring">Taken before</Status>;
  return <Status shape="cross" tone="bad">Refused</Status>;
}
