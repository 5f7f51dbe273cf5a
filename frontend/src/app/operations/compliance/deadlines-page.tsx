import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { DeadlineList } from "@/features/compliance/deadline-list";
import { DeskFrame } from "./desk-frame";

export function DeadlinesPage() {
  return (
    <DeskFrame>
      <PageHeading lead="Days end at midnight in New York. Business days leave out weekends and federal holidays.">Deadlines</PageHeading>
      <DeadlineList
        caseLink={(deadline) => (
          <Link to="/operations/compliance/cases/$caseId" params={{ caseId: deadline.case_id }}>
            {deadline.party_name || deadline.case_id}
          </Link>
        )}
      />
    </DeskFrame>
  );
}
