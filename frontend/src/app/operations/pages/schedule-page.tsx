import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import type { Job } from "@/features/schedule/api";
import { ScheduleTables } from "@/features/schedule/schedule-tables";
import { jobWords } from "@/features/schedule/words";

function link(job: Job) {
  return (
    <Link to="/operations/schedule/$name" params={{ name: job.name }}>
      {jobWords(job.name)}
    </Link>
  );
}

export function SchedulePage() {
  return (
    <>
      <PageHeading lead="What is done every day, week, month and quarter, by programs and by people, and how it ended.">Schedule</PageHeading>
      <ScheduleTables link={link} />
    </>
  );
}
