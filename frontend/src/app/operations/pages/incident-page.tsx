import { Link, useParams } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { IncidentView } from "@/features/incidents/incident-view";
import { kindWords } from "@/features/incidents/words";
import { useMay } from "../use-may";

export function IncidentPage() {
  const { incidentId } = useParams({ from: "/operations/incidents/$incidentId" });
  const may = useMay();
  return (
    <IncidentView
      id={incidentId}
      mayManage={may("incidents.manage")}
      queueLink={<Link to="/operations/approvals">Approvals</Link>}
      freezesLink={may("compliance.read") ? <Link to="/operations/compliance/freezes">Freezes</Link> : "at the compliance desk"}
      heading={(file) => <PageHeading lead={file.incident.id}>{kindWords(file.incident.kind)}</PageHeading>}
    />
  );
}
