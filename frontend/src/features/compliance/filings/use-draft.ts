import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { problemCode } from "@/api/problem";
import { sentenceFor } from "@/components/failure";
import { checkFiling, readFiling, saveFiling, type Defect, type Filing } from "./api";
import { withValue, type Value } from "./places";
import { contentOf, reportIn } from "./report-form";

const CHECK_AFTER = 500;
const SAVE_AFTER = 5_000;
const TRY_AGAIN_AFTER = 20_000;

/** The version that was read or saved last, and what it said. */
interface Saved {
  version: number;
  report: Value;
}

export interface DraftState {
  report: Value;
  defects: readonly Defect[];
  isDirty: boolean;
  isSaving: boolean;
  /** Why the last try to save failed; what was written is still here. */
  failure: string | null;
  /** What somebody else saved meanwhile, beside what this began with. */
  conflict: { base: Value; theirs: Filing } | null;
  put: (place: string, value: Value) => void;
  /** True once everything is saved. */
  save: () => Promise<boolean>;
  /** Goes on from what they saved with this report, which is not saved yet. */
  settle: (report: Value) => void;
}

/**
 * A filing while somebody edits it. It is judged while they type and saves itself a few seconds after they stop. What was
 * written stays through every failure; what somebody else saved meanwhile is never written over without a word.
 */
export function useDraft(filing: Filing, onSaved: (filing: Filing) => void): DraftState {
  const [saved, setSaved] = useState<Saved>(() => ({ version: filing.version, report: reportIn(filing.content) }));
  const [report, setReport] = useState<Value>(saved.report);
  const [defects, setDefects] = useState<readonly Defect[]>(filing.defects);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [conflict, setConflict] = useState<DraftState["conflict"]>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const now = useRef({ saved, report });
  useLayoutEffect(() => {
    now.current = { saved, report };
  }, [saved, report]);
  const isDirty = report !== saved.report;

  if (!isDirty && filing.version > saved.version) {
    const theirs = reportIn(filing.content);
    setSaved({ version: filing.version, report: theirs });
    setReport(theirs);
    setDefects(filing.defects);
  }

  async function saveOnce(): Promise<boolean> {
    const { saved: before, report: sent } = now.current;
    if (sent === before.report) return true;
    setSaving(true);
    setFailure(null);
    try {
      const after = await saveFiling(filing.id, before.version, contentOf(filing.kind, sent));
      now.current = { ...now.current, saved: { version: after.version, report: sent } };
      setSaved(now.current.saved);
      if (now.current.report === sent) setDefects(after.defects);
      onSaved(after);
      return now.current.report === sent;
    } catch (error) {
      await failed(error, before.report);
      return false;
    } finally {
      setSaving(false);
    }
  }

  async function failed(error: unknown, base: Value) {
    if (problemCode(error) !== "filing_has_changed") {
      setFailure(sentenceFor(error));
      return;
    }
    try {
      setConflict({ base, theirs: await readFiling(filing.id) });
    } catch (other) {
      setFailure(sentenceFor(other));
    }
  }

  async function save(): Promise<boolean> {
    // One at a time: each save names the version that the one before made.
    await running.current;
    running.current = saveOnce();
    return running.current;
  }

  const onCheck = useEffectEvent(async (checked: Value, signal: AbortSignal) => {
    try {
      const { defects: found } = await checkFiling(filing.kind, contentOf(filing.kind, checked), signal);
      if (now.current.report === checked) setDefects(found);
    } catch {
      // What was found before stays; saving says what is in the way.
    }
  });
  useEffect(() => {
    if (report === saved.report) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => void onCheck(report, asked.signal), CHECK_AFTER);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [report, saved.report]);

  const onSave = useEffectEvent(() => void save());
  useEffect(() => {
    if (report === saved.report || conflict !== null) return undefined;
    const timer = setTimeout(() => onSave(), failure === null ? SAVE_AFTER : TRY_AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [report, saved.report, conflict, failure]);

  function settle(settled: Value) {
    if (conflict === null) return;
    const theirs = reportIn(conflict.theirs.content);
    setSaved({ version: conflict.theirs.version, report: theirs });
    setReport(settled);
    setDefects(conflict.theirs.defects);
    setConflict(null);
  }

  return { report, defects, isDirty, isSaving, failure, conflict, put: (place, value) => setReport((before) => withValue(before, place, value)), save, settle };
}
