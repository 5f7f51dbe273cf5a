import { PageHeading } from "@/components/page-heading";
import { StatusView } from "@/features/status/status-view";
import { Shell } from "../shell/shell";

export function StatusPage() {
  return (
    <Shell area="payer">
      <PageHeading lead="How the service is now, and how it was.">Status</PageHeading>
      <StatusView />
    </Shell>
  );
}
