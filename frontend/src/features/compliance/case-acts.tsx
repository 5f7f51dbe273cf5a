import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { SelectField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { textOf } from "@/components/use-form";
import { ActForm } from "./act-form";
import { addNote, assignCase, decideCase, endClock, escalateCase, proposeFreeze, type CaseFile, type Clock, type Outcome } from "./api";
import { clockWords, outcomeWords } from "./words";

interface CaseActsProps {
  file: CaseFile;
  me: string | undefined;
  mayWork: boolean;
  mayDecide: boolean;
  onDone: (words: string) => void;
  onProposed: () => void;
}

/** Everything an officer may do in a case; each act is a form of its own that opens where it stands. */
export function CaseActs({ file, me, mayWork, mayDecide, onDone, onProposed }: CaseActsProps): ReactNode {
  const { case: it } = file;
  const running = it.clocks.filter((clock) => clock.end === null);
  if (!mayWork && !mayDecide) return null;
  return (
    <section className="panel stack" aria-labelledby="acts">
      <h2 id="acts">What to do</h2>
      {mayWork && !it.outcome ? <Assignment file={file} me={me} onDone={onDone} /> : null}
      {mayWork ? (
        <details>
          <summary>Write a note</summary>
          <ActForm
            label="Write a note"
            field="words"
            fieldLabel="Note"
            button="Keep the note"
            busyText="Keeping"
            submit={async (words, fields) => {
              await addNote(it.id, words, textOf(fields, "refs").split(/[\s,]+/).filter(Boolean));
              onDone("The note is kept.");
            }}
          >
            <TextField label="Evidence: ids of payments or documents" name="refs" optional autoComplete="off" spellCheck={false} />
          </ActForm>
        </details>
      ) : null}
      {mayWork && !it.outcome && it.state !== "escalated" ? (
        <details>
          <summary>Escalate</summary>
          <ActForm
            label="Escalate"
            button="Hand it to a senior officer"
            busyText="Escalating"
            submit={async (reason) => {
              await escalateCase(it.id, reason);
              onDone("Escalated.");
            }}
          />
        </details>
      ) : null}
      {mayDecide && !it.outcome
        ? running.map((clock) => <ClockActs key={`${clock.kind} ${clock.began_at}`} caseId={it.id} clock={clock} onDone={onDone} />)
        : null}
      {mayDecide ? <FreezeProposal file={file} onProposed={onProposed} /> : null}
      {mayDecide && !it.outcome ? <Decision file={file} onDone={onDone} /> : null}
    </section>
  );
}

function Assignment({ file, me, onDone }: { file: CaseFile; me: string | undefined; onDone: (words: string) => void }) {
  const { case: it } = file;
  const isMine = it.assignee?.id === me;
  const assign = useMutation({
    mutationFn: () => assignCase(it.id, isMine ? null : (me ?? null)),
    onSuccess: () => onDone(isMine ? "Given back: nobody has it." : "The case is yours."),
  });
  return (
    <div className="stack">
      {assign.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(assign.error)}</p>
        </Notice>
      ) : null}
      <div>
        <Button busy={assign.isPending} busyText="One moment" onClick={() => assign.mutate()}>
          {isMine ? "Give it back" : "Take it"}
        </Button>
      </div>
    </div>
  );
}

function ClockActs({ caseId, clock, onDone }: { caseId: string; clock: Clock; onDone: (words: string) => void }) {
  const [made, setMade] = useState("met");
  return (
    <details>
      <summary>{`${clockWords(clock.kind)}: settle the deadline`}</summary>
      <ActForm
        label={`${clockWords(clock.kind)}: settle the deadline`}
        button="Record it"
        busyText="Recording"
        needed={made !== "met"}
        fieldLabel={made === "met" ? "Remark (you can leave this out)" : "Why none is due"}
        submit={async (reason, fields) => {
          await endClock(caseId, clock.kind, made === "met" ? { end: "met", reference: textOf(fields, "reference"), reason } : { end: "not_required", reference: "", reason });
          onDone("The deadline is settled.");
        }}
      >
        <SelectField label="What happened" name="end" value={made} onChange={(event) => setMade(event.currentTarget.value)}>
          <option value="met">The report was made elsewhere</option>
          <option value="not_required">No report is due</option>
        </SelectField>
        {made === "met" ? <TextField label="Number of the report" name="reference" width={20} autoComplete="off" spellCheck={false} /> : null}
      </ActForm>
    </details>
  );
}

function FreezeProposal({ file, onProposed }: { file: CaseFile; onProposed: () => void }) {
  const taken = new Set(file.freezes.map((freeze) => freeze.kind));
  if (taken.size === 2) return null;
  return (
    <details>
      <summary>Propose to freeze them</summary>
      <ActForm
        label="Propose to freeze them"
        hint="The officer who approves it reads this."
        button="Propose it"
        busyText="Proposing"
        kind="danger"
        submit={async (reason, fields) => {
          await proposeFreeze(file.case.id, textOf(fields, "kind") === "ofac_block" ? "ofac_block" : "aml", reason);
          onProposed();
        }}
      >
        <p>It takes two: nothing changes until another officer approves it. Neither of the two is told to the party.</p>
        <SelectField label="How" name="kind" defaultValue={taken.has("aml") ? "ofac_block" : "aml"}>
          {taken.has("aml") ? null : <option value="aml">Freeze: what they send waits, what they receive goes on</option>}
          {taken.has("ofac_block") ? null : <option value="ofac_block">Block by law (OFAC): nothing moves, reported, ends by license only</option>}
        </SelectField>
      </ActForm>
    </details>
  );
}

function Decision({ file, onDone }: { file: CaseFile; onDone: (words: string) => void }) {
  const { case: it } = file;
  const choices: Outcome[] = it.held > 0 ? ["released", "refused"] : ["no_action", "filed", ...new Set(file.transfers.map(({ state }) => state).filter((state) => state === "released" || state === "refused"))];
  return (
    <details open={it.held > 0}>
      <summary>Decide the case</summary>
      <ActForm
        key={choices.join()}
        label="Decide the case"
        hint="An examiner reads this years later."
        button="Decide it"
        busyText="Deciding"
        submit={async (reason, fields) => {
          const outcome = choices.find((choice) => choice === textOf(fields, "outcome")) ?? "no_action";
          await decideCase(it.id, outcome, reason);
          onDone(`Decided: ${outcomeWords(outcome).toLowerCase()}.`);
        }}
      >
        {it.held > 0 ? <p>{it.held === 1 ? "One transfer waits" : `${it.held} transfers wait`}: the decision is about all money that is held here.</p> : null}
        <SelectField label="Decision" name="outcome" defaultValue={choices[0]}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {outcomeWords(choice)}
            </option>
          ))}
        </SelectField>
      </ActForm>
    </details>
  );
}
