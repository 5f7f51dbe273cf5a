import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { SelectField } from "@/components/field";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { caseFilingsQuery, draftAlone, draftOfCase, type Filing, type FilingRow } from "./api";
import { filingColumns } from "./filing-list";
import { filingKinds, kindWords } from "./words";

/** What was drafted or filed in a case. */
export function CaseFilings({ caseId, linkTo }: { caseId: string; linkTo: (filing: FilingRow, words: string) => ReactNode }) {
  const filings = useQuery(caseFilingsQuery(caseId));
  return (
    <section className="stack" aria-labelledby="case-filings">
      <h2 id="case-filings">Filings</h2>
      {filings.isPending ? <Loading label="Loading the filings" lines={2} /> : null}
      {filings.isError ? <Failure error={filings.error} what="the filings" onRetry={() => void filings.refetch()} /> : null}
      {filings.data?.length === 0 ? <p>Nothing was filed or drafted in this case.</p> : null}
      {filings.data && filings.data.length > 0 ? (
        <DataTable caption="Filings of this case" captionHidden columns={filingColumns(linkTo)} rows={filings.data} rowKey={(filing) => filing.id} />
      ) : null}
    </section>
  );
}

/** Begins a filing: from what a case knows, or, without one, with only who files. */
export function BeginFiling({ caseId, onBegun }: { caseId: string | null; onBegun: (filing: Filing) => void }) {
  const id = useId();
  const begin = useMutation({ mutationFn: (kind: Filing["kind"]) => (caseId === null ? draftAlone(kind) : draftOfCase(caseId, kind)), onSuccess: onBegun });
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>{caseId === null ? "Begin a filing that has no case" : "Begin a filing"}</h2>
      <p>{caseId === null ? "Only who files is filled in." : "It is drafted from what the case knows: who, what, when and why. You edit it; two people decide."}</p>
      {begin.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(begin.error)}</p>
        </Notice>
      ) : null}
      <form
        className="stack"
        aria-label="Begin a filing"
        onSubmit={(event) => {
          event.preventDefault();
          const kind = new FormData(event.currentTarget).get("kind");
          begin.mutate(filingKinds.find((each) => each === kind) ?? "sar");
        }}
      >
        <SelectField label="Report" name="kind" defaultValue="sar">
          {filingKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindWords(kind)}
            </option>
          ))}
        </SelectField>
        <div>
          <Button type="submit" busy={begin.isPending} busyText="Drafting it">
            Draft it
          </Button>
        </div>
      </form>
    </section>
  );
}
