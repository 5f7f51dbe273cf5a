import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { PageHeading } from "@/components/page-heading";
import { ApprovalHistory } from "@/features/approvals/history";
import { ApprovalQueue } from "@/features/approvals/queue";
import { useMay } from "../use-may";

export function ApprovalsPage() {
  const { data: session } = useQuery(sessionQuery);
  const may = useMay();
  return (
    <>
      <PageHeading lead="Some acts take two people: one proposes, another one approves. Nothing is done before that.">Approvals</PageHeading>
      <ApprovalQueue
        me={session?.user?.id}
        mayDecide={may("approvals.decide")}
        linkTo={({ kind, about }) =>
          kind === "filing" ? (
            <Link to="/operations/compliance/filings/$filingId" params={{ filingId: about.id }}>
              Read the filing first
            </Link>
          ) : null
        }
      />
      <section className="stack" aria-labelledby="decided">
        <h2 id="decided">Decided</h2>
        <ApprovalHistory />
      </section>
    </>
  );
}
