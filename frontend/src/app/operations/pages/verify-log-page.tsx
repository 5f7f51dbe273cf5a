import { getRouteApi, Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { CheckpointPanel } from "@/features/audit/checkpoint-panel";
import { ConsistencyForm, InclusionForm } from "@/features/audit/verify-forms";

const route = getRouteApi("/operations/audit/verify");

export function VerifyLogPage() {
  const { index } = route.useSearch();
  return (
    <>
      <p>
        <Link to="/operations/audit">Audit log</Link>
      </p>
      <PageHeading lead="All sums are done in this browser. The server only hands over hashes and signatures.">Verify the log</PageHeading>
      <InclusionForm key={index} index={index} />
      <ConsistencyForm />
      <CheckpointPanel />
    </>
  );
}
