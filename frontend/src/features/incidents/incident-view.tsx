import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button, ButtonAnchor } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { TextArea } from "@/components/text-area";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { addNote, contain, emergencyQuery, evidenceUrl, incidentQuery, INCIDENTS, proposeEmergencyOff, reportUrl, resolve, tellPublic, type IncidentFile, type IncidentNotice } from "./api";
import { IncidentStatus } from "./incident-list";
import { TimeLine } from "./time-line";
import { stateWords } from "./words";

interface ViewProps {
  id: string;
  mayManage: boolean;
  /** Where proposals wait, and where frozen accounts are. */
  queueLink: ReactNode;
  freezesLink: ReactNode;
  heading: (file: IncidentFile) => ReactNode;
}

/** One incident with its live time line, and what can be done about it. */
export function IncidentView({ id, mayManage, queueLink, freezesLink, heading }: ViewProps) {
  const file = useQuery(incidentQuery(id));
  if (file.isPending) return <Loading label="Loading the incident" lines={8} />;
  if (file.isError && !file.data) return <Failure error={file.error} what="the incident" onRetry={() => void file.refetch()} />;
  const { incident, steps, notices } = file.data;
  const over = incident.state === "resolved";
  return (
    <>
      {heading(file.data)}
      <Facts
        facts={[
          ["Class", incident.severity],
          ["State", <IncidentStatus key="state" state={incident.state} />],
          ["What happened", incident.summary],
          ["Accounts", incident.affected.join(", ")],
          ["Discovered", <When key="discovered" at={incident.discovered_at} />],
          ["Declared", <When key="declared" at={incident.declared_at} />],
          ["Contained", incident.contained_at ? <When key="contained" at={incident.contained_at} /> : null],
          ["Resolved", incident.resolved_at ? <When key="resolved" at={incident.resolved_at} /> : null],
        ]}
      />
      <div className="row">
        <ButtonAnchor href={reportUrl(id, "pdf")} download={`${id}.pdf`}>
          Report to print
        </ButtonAnchor>
        <ButtonAnchor href={reportUrl(id, "json")} download={`${id}.json`}>
          Report as data
        </ButtonAnchor>
        {mayManage ? (
          <ButtonAnchor href={evidenceUrl(id)} download={`${id}-evidence.zip`}>
            Evidence bundle
          </ButtonAnchor>
        ) : null}
      </div>
      {over ? null : <EmergencyPanel mayManage={mayManage} queueLink={queueLink} />}
      {incident.affected.length > 0 ? <p>Freezes are lifted by two officers: {freezesLink}.</p> : null}
      <section className="stack" aria-labelledby="time-line">
        <h2 id="time-line">Time line</h2>
        <p role="status" className="quiet">
          {steps.length} lines. {over ? "The incident is resolved." : "New lines appear by themselves."}
        </p>
        <TimeLine incidentId={id} steps={steps} mayManage={mayManage && !over} />
      </section>
      {mayManage && !over ? <Acts key={incident.state} id={id} state={incident.state} /> : null}
      {notices.length > 0 ? <Notices notices={notices} /> : null}
    </>
  );
}

function EmergencyPanel({ mayManage, queueLink }: { mayManage: boolean; queueLink: ReactNode }) {
  const mode = useQuery(emergencyQuery);
  const [proposed, setProposed] = useState(false);
  if (!mode.data?.is_on) return null;
  return (
    <Panel label="Emergency mode">
      <Notice tone="warn" title="No new payment begins">
        <p>
          Emergency mode is on{mode.data.since ? (
            <>
              {" "}since <When at={mode.data.since} />
            </>
          ) : null}
          . What was under way finishes. Two people switch it off: one proposes, another one approves under {queueLink}.
        </p>
      </Notice>
      {proposed ? <p role="status">Proposed. Another person has to approve it: {queueLink}.</p> : null}
      {mayManage && !proposed ? (
        <WordsForm
          label="Take payments again"
          fieldLabel="Why payments can be taken again"
          button="Propose to switch it off"
          send={async (words) => {
            await proposeEmergencyOff(words);
            setProposed(true);
          }}
        />
      ) : null}
    </Panel>
  );
}

function Acts({ id, state }: { id: string; state: IncidentFile["incident"]["state"] }) {
  const queryClient = useQueryClient();
  const changed = () => queryClient.invalidateQueries({ queryKey: [INCIDENTS] });
  return (
    <section className="stack" aria-labelledby="acts">
      <h2 id="acts">What to do next</h2>
      <WordsForm
        label="Write a note"
        fieldLabel="Note for the time line"
        button="Write it down"
        send={async (words) => {
          await addNote(id, words);
          await changed();
        }}
      />
      <details>
        <summary>Tell the public</summary>
        <WordsForm
          label="Tell the public"
          fieldLabel="A line for the public status page, for everybody to read"
          button="Publish it"
          send={async (words) => {
            await tellPublic(id, words);
            await changed();
          }}
        />
      </details>
      {state === "open" ? (
        <details>
          <summary>It does no more harm</summary>
          <WordsForm
            label="Contain the incident"
            fieldLabel="What stopped it"
            button={`Set it to ${stateWords("contained").toLowerCase()}`}
            send={async (words) => {
              await contain(id, words);
              await changed();
            }}
          />
        </details>
      ) : null}
      <details>
        <summary>All is put right</summary>
        <WordsForm
          label="Resolve the incident"
          fieldLabel="How it was put right"
          button="Resolve it"
          send={async (words) => {
            await resolve(id, words);
            await changed();
          }}
        />
      </details>
    </section>
  );
}

function WordsForm({ label, fieldLabel, button, send }: { label: string; fieldLabel: string; button: string; send: (words: string) => Promise<void> }) {
  const [sent, setSent] = useState(0);
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "words") === "" ? { words: "Say it in a few words." } : {}),
    submit: async (fields) => {
      await send(textOf(fields, "words"));
      setSent((count) => count + 1);
    },
  });
  return (
    <form key={sent} className="stack" noValidate onSubmit={form.onSubmit} aria-label={label}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextArea label={fieldLabel} name="words" rows={2} error={form.errors["words"]} />
      <div>
        <Button type="submit" busy={form.busy} busyText="Sending">
          {button}
        </Button>
      </div>
    </form>
  );
}

function Notices({ notices }: { notices: readonly IncidentNotice[] }) {
  return (
    <section className="stack" aria-labelledby="notices">
      <h2 id="notices">Notices that the law may ask for</h2>
      <p>Drafts. Nothing is sent by itself: a person and counsel judge whether each applies, and a person sends it.</p>
      {notices.map((notice) => (
        <details key={notice.id}>
          <summary>
            {notice.to}: by <When at={notice.due} />
          </summary>
          <Facts
            facts={[
              ["Law", notice.law],
              ["Applies if", notice.applies_if],
            ]}
          />
          <pre className="draft">
            {notice.draft}
          </pre>
        </details>
      ))}
    </section>
  );
}
