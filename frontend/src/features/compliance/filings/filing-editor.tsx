import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, type ReactNode } from "react";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { codesQuery, type Filing } from "./api";
import { DefectSummary } from "./defect-summary";
import { Draft } from "./draft-context";
import { changesBetween, placeWords, together, valueWords } from "./places";
import { ReportForm, reportIn } from "./report-form";
import { useDraft, type DraftState } from "./use-draft";
import "./filings.css";

interface EditorProps {
  filing: Filing;
  onSaved: (filing: Filing) => void;
  onDirty: (isDirty: boolean) => void;
  /** What can be done with it, beside the form; `save` comes first. */
  acts: (hindered: number, save: () => Promise<boolean>) => ReactNode;
}

/** The form on one side; on the other what is wrong, whether it is saved, and what to do next. */
export function FilingEditor({ filing, onSaved, onDirty, acts }: EditorProps) {
  const draft = useDraft(filing, onSaved);
  const codes = useQuery(codesQuery(filing.kind));
  useEffect(() => {
    onDirty(draft.isDirty);
    return () => onDirty(false);
  }, [draft.isDirty, onDirty]);
  if (codes.isPending) return <Loading label="Loading the form" lines={10} />;
  if (codes.isError) return <Failure error={codes.error} what="the form" onRetry={() => void codes.refetch()} />;
  return (
    <div className="case-columns filing-columns">
      <Draft value={{ content: draft.report, put: draft.put, defects: draft.defects, codes: codes.data }}>
        <form
          className="filing-form"
          aria-label="Filing"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void draft.save();
          }}
        >
          {draft.conflict ? <Conflict draft={draft} /> : null}
          <ReportForm kind={filing.kind} />
        </form>
      </Draft>
      <div>
        <SaveLine draft={draft} />
        <DefectSummary defects={draft.defects} />
        {acts(draft.defects.filter(({ hinders }) => hinders).length, draft.save)}
      </div>
    </div>
  );
}

/** A filing as it is, in sections; what is not filled in is left out. */
export function FilingReading({ filing, acts }: { filing: Filing; acts: ReactNode }) {
  const codes = useQuery(codesQuery(filing.kind));
  const report = useMemo(() => reportIn(filing.content), [filing]);
  if (codes.isPending) return <Loading label="Loading the filing" lines={10} />;
  if (codes.isError) return <Failure error={codes.error} what="the filing" onRetry={() => void codes.refetch()} />;
  return (
    <div className="case-columns filing-columns">
      <Draft value={{ content: report, put: null, defects: [], codes: codes.data }}>
        <div className="filing-form filing-reading">
          <ReportForm kind={filing.kind} />
        </div>
      </Draft>
      <div>{acts}</div>
    </div>
  );
}

function SaveLine({ draft }: { draft: DraftState }) {
  return (
    <section className="panel stack-tight" aria-label="Saving">
      <p role="status">
        {draft.isSaving ? "Saving." : draft.isDirty ? <Status shape="half" tone="warn">Not saved yet</Status> : <Status shape="check" tone="good">Saved</Status>}
      </p>
      {draft.failure === null ? null : (
        <Notice tone="bad" live>
          <p>
            It could not be saved. {draft.failure} What you wrote is still here: keep this page open. We try again by ourselves; if you were signed out, sign in again in another tab.
          </p>
        </Notice>
      )}
      <div>
        <Button kind="primary" busy={draft.isSaving} busyText="Saving" onClick={() => void draft.save()}>
          Save
        </Button>
      </div>
      <p className="quiet small">It is saved by itself when you stop typing, wrong or not.</p>
    </section>
  );
}

/** Somebody else saved meanwhile: what they changed, what was written here, and the ways on. */
function Conflict({ draft }: { draft: DraftState }) {
  if (draft.conflict === null) return null;
  const { base, theirs } = draft.conflict;
  const saved = reportIn(theirs.content);
  const changes = changesBetween(base, saved);
  const merged = together(base, draft.report, saved);
  const own = new Map(changesBetween(saved, draft.report).map(({ place, after }) => [place, after]));
  return (
    <Notice tone="warn" title="Somebody else saved this filing meanwhile" live>
      <p>Nothing of yours is lost: it is still in the form below. This is what they changed:</p>
      <ul className="stack-tight">
        {changes.map(({ place, after }) => (
          <li key={place}>
            <strong>{placeWords(place)}</strong>: {valueWords(after)}
            {own.has(place) && merged === null ? `; yours: ${valueWords(own.get(place))}` : ""}
          </li>
        ))}
        {changes.length === 0 ? <li>Nothing of the content: only its state.</li> : null}
      </ul>
      <div className="row">
        {merged === null ? null : (
          <Button kind="primary" onClick={() => draft.settle(merged)}>
            Bring both together
          </Button>
        )}
        <Button onClick={() => draft.settle(draft.report)}>Keep mine</Button>
        <Button onClick={() => draft.settle(saved)}>Take theirs</Button>
      </div>
    </Notice>
  );
}
