import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { scheduleQuery, type Job, type Period, type Run } from "./api";
import { durationWords, needsSomebody, outcomeWords, ownerWords, periodWords, standingOf } from "./words";

const periods: readonly Period[] = ["continuous", "daily", "weekly", "monthly", "quarterly"];

/** Every job by its period, and first of all whether a server works them. `link` leads to one job. */
export function ScheduleTables({ link }: { link: (job: Job) => ReactNode }) {
  const schedule = useQuery(scheduleQuery);
  if (schedule.isPending) return <Loading label="Loading the schedule" lines={8} />;
  if (schedule.isError && !schedule.data) return <Failure error={schedule.error} what="the schedule" onRetry={() => void schedule.refetch()} />;
  const { jobs, is_worked } = schedule.data;
  const waiting = jobs.filter(needsSomebody).length;
  return (
    <>
      {is_worked === false ? (
        <Notice tone="warn" title="No server runs the schedule just now">
          <p>
            What is due waits, and is done once when one runs again. Start the service <code>schedule</code>, or <code>paymentus jobs work</code>.
          </p>
        </Notice>
      ) : null}
      <p role="status">{waiting === 0 ? "Nothing needs anybody just now." : `${waiting} of ${jobs.length} need somebody.`}</p>
      {periods.map((period) => (
        <DataTable
          key={period}
          caption={periodWords(period)}
          columns={[
            { name: "Job", names: true, cell: link },
            { name: "Now", cell: (job) => <JobStatus job={job} /> },
            { name: "Last", cell: (job) => <LastRun run={job.newest} /> },
            { name: "Took", number: true, cell: (job) => durationWords(job.newest) || "–" },
            { name: "Due", cell: (job) => <When at={job.due_at} /> },
            { name: "For", cell: (job) => (job.is_for_a_person ? `${ownerWords(job.owner)}, by a person` : ownerWords(job.owner)) },
          ]}
          rows={jobs.filter((job) => job.period === period)}
          rowKey={(job) => job.name}
        />
      ))}
    </>
  );
}

function LastRun({ run }: { run: Run | null }) {
  if (run === null) return <span className="quiet">Never</span>;
  return (
    <>
      <When at={run.ended_at ?? run.started_at} />
      {run.result || run.note ? <div className="quiet small">{run.note || run.result}</div> : null}
    </>
  );
}

export function JobStatus({ job }: { job: Job }) {
  switch (standingOf(job)) {
    case "running":
      return <Status shape="half">Running</Status>;
    case "overdue":
      return <Status shape="triangle" tone="bad">Overdue</Status>;
    case "failing":
      return <Status shape="cross" tone="bad">{job.failures === 1 ? "Failed" : `Failed ${job.failures} times`}</Status>;
    case "look":
      return <Status shape="triangle" tone="warn">Look at it</Status>;
    case "due":
      return <Status shape="triangle" tone="warn">To be done</Status>;
    case "wanted":
      return <Status shape="ring">Begins soon</Status>;
    case "waits":
      return <Status shape="ring">Waits</Status>;
    case "done":
      return <Status shape="check" tone="good">Done</Status>;
  }
}

export function RunStatus({ run }: { run: Run }) {
  const words = outcomeWords(run.outcome);
  switch (run.outcome) {
    case "ok":
    case "signed_off":
      return <Status shape="check" tone="good">{words}</Status>;
    case "look":
      return <Status shape="triangle" tone="warn">{words}</Status>;
    case "running":
      return <Status shape="half">{words}</Status>;
    case "failed":
    case "lost":
      return <Status shape="cross" tone="bad">{words}</Status>;
  }
}
