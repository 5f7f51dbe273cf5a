import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { DeclareForm } from "@/features/incidents/declare-form";

export function NewIncidentPage() {
  return (
    <>
      <PageHeading lead="Being wrong is cheap: nothing that happens here loses money or data.">Declare an incident</PageHeading>
      <DeclareForm
        link={(id, words) => (
          <Link to="/operations/incidents/$incidentId" params={{ incidentId: id }}>
            {words}
          </Link>
        )}
      />
    </>
  );
}
