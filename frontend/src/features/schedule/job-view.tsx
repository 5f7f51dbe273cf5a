import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { Facts } from "@/components/panel";
import { TextArea } from "@/components/text-area";
import { textOf, useForm } from "@/components/use-form";
import { When } from "@/components/when";
import { jobQuery, runNow, runsQuery, SCHEDULE, signOff, type Job } from "./api";
import { JobStatus, RunStatus } from "./schedule-tables";
import { byWords, durationWords, ownerWords, periodWords } from "./words";

/** One job: how it stands, what can be done about it, and every run of it. */
export function JobView({ name, mayManage, heading }: { name: string; mayManage: boolean; heading: (job: Job) => ReactNode }) {
  const found = useQuery(jobQuery(name));
  if (found.isPending) return <Loading label="Loading the job" lines={6} />;
  if (found.isError && !found.data) return <Failure error={found.error} what="the job" onRetry={() => void found.refetch()} />;
  const job = found.data;
  return (
    <>
      {heading(job)}
      <Facts
        facts={[
          ["Now", <JobStatus key="now" job={job} />],
          ["How often", periodWords(job.period)],
          ["Due", <When key="due" at={job.due_at} />],
          ["Last success", job.last_success_at ? <When key="success" at={job.last_success_at} /> : "Never"],
          ["Who looks at it", ownerWords(job.owner)],
          ["Command", job.command ? <code key="command">{job.command}</code> : null],
        ]}
      />
      {mayManage ? <Acts job={job} /> : null}
      <section className="stack" aria-labelledby="history">
        <h2 id="history">History</h2>
        <History name={name} />
      </section>
    </>
  );
}

function Acts({ job }: { job: Job }) {
  return (
    <>
      {job.can_be_signed_off ? <SignOff key={job.newest?.id ?? ""} job={job} /> : null}
      {job.is_for_a_person ? null : <RunNow job={job} />}
    </>
  );
}

function RunNow({ job }: { job: Job }) {
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => runNow(job.name),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [SCHEDULE] }),
  });
  const begun = job.is_running || job.is_wanted;
  return (
    <div className="row">
      <Button busy={run.isPending || begun} busyText={job.is_running ? "Running" : "Begins soon"} onClick={() => run.mutate()}>
        Run now
      </Button>
      <span role="status" className="quiet">
        {job.is_wanted ? "A server begins it within seconds." : ""}
      </span>
      {run.isError ? <span role="alert">{sentenceFor(run.error)}</span> : null}
    </div>
  );
}

function SignOff({ job }: { job: Job }) {
  const queryClient = useQueryClient();
  const [done, setDone] = useState(false);
  const form = useForm({
    validate: (fields): FormErrors => (textOf(fields, "note") === "" ? { note: "Say it in a few words." } : {}),
    submit: async (fields) => {
      await signOff(job.name, textOf(fields, "note"));
      setDone(true);
      await queryClient.invalidateQueries({ queryKey: [SCHEDULE] });
    },
  });
  if (done) return <p role="status">Signed off.</p>;
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Sign it off">
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextArea label={job.is_for_a_person ? "What was done" : "What you saw"} name="note" rows={2} maxLength={1000} hint="It stays on record under your name." error={form.errors["note"]} />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText="Sending">
          Sign it off
        </Button>
      </div>
    </form>
  );
}

function History({ name }: { name: string }) {
  const runs = useInfiniteQuery(runsQuery(name));
  if (runs.isPending) return <Loading label="Loading its history" lines={4} />;
  if (runs.isError && !runs.data) return <Failure error={runs.error} what="its history" onRetry={() => void runs.refetch()} />;
  const rows = runs.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>It was never done.</p>;
  return (
    <>
      <DataTable
        caption="Runs and sign-offs, newest first"
        captionHidden
        columns={[
          { name: "Began", names: true, cell: (run) => <When at={run.started_at} /> },
          { name: "How it ended", cell: (run) => <RunStatus run={run} /> },
          { name: "Result", cell: (run) => run.note || run.result || "–" },
          { name: "Took", number: true, cell: (run) => durationWords(run) || "–" },
          { name: "By", cell: (run) => byWords(run.by) },
          { name: "Server", cell: (run) => run.server || "–" },
        ]}
        rows={rows}
        rowKey={(run) => run.id}
      />
      <MoreRows
        shown={rows.length}
        noun="run"
        hasMore={runs.hasNextPage}
        busy={runs.isFetchingNextPage}
        error={runs.isFetchNextPageError ? runs.error : null}
        onMore={() => void runs.fetchNextPage()}
      />
    </>
  );
}
