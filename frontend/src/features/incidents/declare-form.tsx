import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Failure } from "@/components/failure";
import { Choice, SelectField } from "@/components/field";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { textOf, useForm } from "@/components/use-form";
import { declareIncident, INCIDENTS, plansQuery, type IncidentFile, type Kind, type Plans, type Severity } from "./api";
import { TimeLine } from "./time-line";
import { idsOf, kindWords } from "./words";

/** Declares an incident; says what will happen by itself before it happens, and then what was done. */
export function DeclareForm({ link }: { link: (id: string, words: string) => ReactNode }) {
  const plans = useQuery(plansQuery);
  const [done, setDone] = useState<IncidentFile | null>(null);
  if (done !== null) return <Declared file={done} link={link} />;
  if (plans.isPending) return <Loading label="Loading the kinds of incidents" lines={5} />;
  if (plans.isError) return <Failure error={plans.error} what="the kinds of incidents" onRetry={() => void plans.refetch()} />;
  return <Form plans={plans.data} onDeclared={setDone} />;
}

function Form({ plans, onDeclared }: { plans: Plans; onDeclared: (file: IncidentFile) => void }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<Kind>("bug");
  const chosen = plans.kinds.find((one) => one.kind === kind);
  const least = chosen?.least ?? "P0";
  const stops = chosen?.planned.some((step) => step.action === "isolate_affected_systems") ?? false;
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "summary") === "" ? { summary: "Say in a few words what happened." } : {}),
    submit: async (fields) => {
      const file = await declareIncident({
        kind,
        severity: textOf(fields, "severity") as Severity,
        summary: textOf(fields, "summary"),
        affected: idsOf(textOf(fields, "affected")),
        stop_payments: fields.has("stop_payments"),
        discovered_at: null,
      });
      onDeclared(file);
      await queryClient.invalidateQueries({ queryKey: [INCIDENTS, "list"] });
    },
  });
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Declare an incident">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <SelectField label="What it is" name="kind" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
        {plans.kinds.map((one) => (
          <option key={one.kind} value={one.kind}>
            {kindWords(one.kind)}
          </option>
        ))}
      </SelectField>
      <SelectField key={kind} label="Class" name="severity" defaultValue={least} error={form.errors["severity"]}>
        {plans.severities
          .filter((one) => one.severity <= least)
          .map((one) => (
            <option key={one.severity} value={one.severity}>
              {one.severity}, {one.meaning}
            </option>
          ))}
      </SelectField>
      <TextArea label="What happened" name="summary" hint="Those who are told by mail do not see these words; they are in the report." error={form.errors["summary"]} />
      <TextArea label="Accounts it is about" name="affected" rows={2} hint="Ids of people, as on their pages. Leave it empty where it is about nobody." error={form.errors["affected"]} />
      {stops ? null : <Choice name="stop_payments" label="Stop new payments too" hint="Two people let them go on." />}
      <Notice tone={chosen && chosen.planned.length > 0 ? "warn" : "plain"} title="What happens by itself when you declare it">
        {chosen && chosen.planned.length > 0 ? (
          <ol>
            {chosen.planned.map((step) => (
              <li key={step.action}>{step.words}</li>
            ))}
          </ol>
        ) : (
          <p>Nothing. It is written down, and you can keep a time line.</p>
        )}
      </Notice>
      <div>
        <Button type="submit" kind="danger" busy={form.busy} busyText="Declaring">
          Declare it
        </Button>
      </div>
    </form>
  );
}

function Declared({ file, link }: { file: IncidentFile; link: (id: string, words: string) => ReactNode }) {
  const signedOut = file.steps.some((step) => step.name === "revoke_active_sessions" && step.state === "done");
  return (
    <div className="stack">
      <Notice tone="good" title="Declared" live>
        <p>
          {file.incident.id}. {link(file.incident.id, "Open the incident")}
        </p>
        {signedOut ? <p>Everybody is signed out, you too: sign in again, with your second factor, to go on.</p> : null}
      </Notice>
      <h2>What was done</h2>
      <TimeLine incidentId={file.incident.id} steps={file.steps} mayManage={false} />
    </div>
  );
}
