import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { Facts } from "@/components/panel";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { SaidStatus } from "../said-status";
import { acknowledgeBatch, batchFileUrl, batchSent, type BatchDetail } from "./api";
import { batchSaid } from "./batches";
import { RemarkLines } from "./filing-facts";
import { answerSaid, counted, kindWords, stateSaid } from "./words";

/** A batch file: its facts, and what FinCEN said of each report in it. */
export function BatchView({ batch, nameOf, filingLink }: { batch: BatchDetail; nameOf: (id: string) => string; filingLink: (id: string, words: string) => ReactNode }) {
  return (
    <>
      <section className="panel stack" aria-label="The file">
        <Facts
          facts={[
            ["State", <SaidStatus key="state" said={batchSaid(batch)} />],
            ["Holds", `${counted(batch.filing_ids.length, "report")}: ${kindWords(batch.kind).toLowerCase()}`],
            ["Made", <><When at={batch.created_at} />, {nameOf(batch.created_by)}</>],
            ["Sent", batch.sent_at ? <><When at={batch.sent_at} />, {nameOf(batch.sent_by)}</> : "not said yet"],
            ["FinCEN’s number", batch.tracking_id],
            ["Answered", batch.acknowledged_at ? <When key="answered" at={batch.acknowledged_at} /> : "not yet"],
            ["SHA-256", <code key="hash">{batch.sha256}</code>],
          ]}
        />
        <p>
          <a href={batchFileUrl(batch.id)} download={`${batch.id}.xml`}>
            Download the XML file
          </a>
        </p>
      </section>
      {batch.left_out.length > 0 ? (
        <Notice tone="warn" title={`${counted(batch.left_out.length, "approved filing")} left out`}>
          <p>A newer rule finds fault with them. Put them right, then have them approved again.</p>
          <ul className="stack-tight">
            {batch.left_out.map((id) => (
              <li key={id}>{filingLink(id, id)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <section className="stack" aria-labelledby="batch-reports">
        <h2 id="batch-reports">Reports, in the order of the file</h2>
        <DataTable
          caption="Reports, in the order of the file"
          captionHidden
          columns={[
            { name: "About", names: true, cell: (report) => filingLink(report.filing_id, report.subject_name || report.filing_id) },
            { name: "FinCEN’s answer", cell: (report) => <SaidStatus said={answerSaid(report)} /> },
            { name: "BSA ID", cell: (report) => (report.number === "" ? "none" : <code>{report.number}</code>) },
            { name: "What FinCEN said", cell: (report) => (report.remarks.length === 0 ? "nothing" : <RemarkLines remarks={report.remarks} />) },
            { name: "Today", cell: (report) => <SaidStatus said={stateSaid(report.state)} /> },
          ]}
          rows={batch.reports}
          rowKey={(report) => report.filing_id}
        />
      </section>
    </>
  );
}

/** Recording that it was sent, and taking in the answer. */
export function BatchActs({ batch, onDone }: { batch: BatchDetail; onDone: (words: string) => void }) {
  if (batch.acknowledged_at !== null) return null;
  return (
    <>
      {batch.sent_at === null ? <SentForm id={batch.id} onDone={onDone} /> : null}
      <AnswerForm id={batch.id} onDone={onDone} />
    </>
  );
}

function SentForm({ id, onDone }: { id: string; onDone: (words: string) => void }) {
  const form = useForm({
    submit: async (fields) => {
      await batchSent(id, textOf(fields, "tracking_id"));
      onDone("Recorded: FinCEN has the file.");
    },
  });
  return (
    <section className="panel stack" aria-labelledby="batch-sent">
      <h2 id="batch-sent">Send it</h2>
      <p>Download the file and upload it at FinCEN’s BSA E-Filing System. Keep its name: FinCEN’s answer carries it. Then say so here.</p>
      <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Send it">
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <TextField label="FinCEN’s tracking number" name="tracking_id" optional autoComplete="off" spellCheck={false} error={form.errors["tracking_id"]} />
        <div>
          <Button type="submit" busy={form.busy} busyText="Recording">
            FinCEN has it
          </Button>
        </div>
      </form>
    </section>
  );
}

const chosenFile = (fields: FormData): File | null => {
  const file = fields.get("file");
  return file instanceof File && file.name !== "" ? file : null;
};

function AnswerForm({ id, onDone }: { id: string; onDone: (words: string) => void }) {
  const form = useForm({
    validate: (fields): FormErrors => (chosenFile(fields) === null ? { file: "Choose the acknowledgement file." } : {}),
    submit: async (fields) => {
      const file = chosenFile(fields);
      if (file === null) return;
      const { filings } = await acknowledgeBatch(id, file);
      const accepted = filings.filter(({ state }) => state === "accepted").length;
      onDone(`FinCEN’s answer is taken in: ${accepted} accepted, ${filings.length - accepted} rejected.`);
    },
  });
  return (
    <section className="panel stack" aria-labelledby="batch-answer">
      <h2 id="batch-answer">FinCEN’s answer</h2>
      <p>The acknowledgement file, as FinCEN gave it. An answer to another batch is refused, and nothing changes.</p>
      <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="FinCEN’s answer">
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <TextField label="Acknowledgement file (XML)" name="file" type="file" accept=".xml,text/xml,application/xml" error={form.errors["file"]} />
        <div>
          <Button type="submit" kind="primary" busy={form.busy} busyText="Reading it">
            Take it in
          </Button>
        </div>
      </form>
    </section>
  );
}
