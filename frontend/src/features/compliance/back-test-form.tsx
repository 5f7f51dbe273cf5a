import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { BackTestResult } from "./back-test-result";
import { followBackTest, type BackTest, type Profile, type RuleSet } from "./rules-api";

export interface DoneBackTest {
  /** The very rules that were run: another set has to be run again. */
  rules: RuleSet;
  first: string;
  last: string;
  result: BackTest;
}

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Runs the changed rules over past days, says how far it is, and shows what came of it. */
export function BackTestForm({ profile, rules, done, onDone, transferLink }: {
  profile: Profile;
  rules: RuleSet;
  done: DoneBackTest | null;
  onDone: (done: DoneBackTest) => void;
  transferLink: (example: BackTest["new"][number]) => ReactNode;
}) {
  const [at, setAt] = useState<{ seen: number; total: number } | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const form = useForm({
    validate: (fields): FormErrors => {
      const [first, last] = [textOf(fields, "first"), textOf(fields, "last")];
      if (first === "") return { first: "Choose the first day." };
      if (last === "" || last < first) return { last: "Choose a last day that is not before the first." };
      return {};
    },
    submit: async (fields) => {
      const [first, last] = [textOf(fields, "first"), textOf(fields, "last")];
      running.current = new AbortController();
      const { signal } = running.current;
      try {
        const result = await followBackTest({ profile, rules, first, last }, (seen, total) => setAt({ seen, total }), signal);
        onDone({ rules, first, last, result });
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        setAt(null);
      }
    },
  });
  return (
    <>
      <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Run over the past">
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <div className="row">
          <TextField label="First day" name="first" type="date" defaultValue={dayBefore(30)} error={form.errors["first"]} />
          <TextField label="Last day" name="last" type="date" defaultValue={dayBefore(0)} error={form.errors["last"]} />
        </div>
        <div className="row">
          <Button type="submit" kind="primary" busy={form.busy} busyText="Running">
            Run it over the past
          </Button>
          {form.busy ? <Button onClick={() => running.current?.abort()}>Stop</Button> : null}
        </div>
      </form>
      {at === null ? null : (
        <div className="stack-tight">
          <progress className="rule-progress" value={at.seen} max={Math.max(1, at.total)} aria-label="Transfers judged" />
          <p className="quiet small">
            {at.seen} of {at.total} transfers, with 70 days before the first day, so that the rules know what is usual.
          </p>
        </div>
      )}
      <div role="status">{done === null ? null : <p className="visually-hidden">The run is done.</p>}</div>
      {done === null ? null : <BackTestResult done={done.result} first={done.first} last={done.last} transferLink={transferLink} />}
    </>
  );
}
