import { Link, useParams } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { JobView } from "@/features/schedule/job-view";
import { jobWords } from "@/features/schedule/words";
import { useMay } from "../use-may";

export function JobPage() {
  const { name } = useParams({ from: "/operations/schedule/$name" });
  const may = useMay();
  return (
    <>
      <JobView name={name} mayManage={may("schedule.manage")} heading={(job) => <PageHeading lead={job.words}>{jobWords(job.name)}</PageHeading>} />
      <p>
        <Link to="/operations/schedule">The whole schedule</Link>
      </p>
    </>
  );
}
