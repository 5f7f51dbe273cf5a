import { Link } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";
import { IncidentList } from "@/features/incidents/incident-list";
import { useMay } from "../use-may";

function link(id: string, words: string) {
  return (
    <Link to="/operations/incidents/$incidentId" params={{ incidentId: id }}>
      {words}
    </Link>
  );
}

export function IncidentsPage() {
  const may = useMay();
  return (
    <>
      <PageHeading lead="What went wrong, what was done about it, and by whom.">Incidents</PageHeading>
      {may("incidents.manage") ? (
        <div>
          <ButtonLink to="/operations/incidents/new" kind="primary">
            Declare an incident
          </ButtonLink>
        </div>
      ) : null}
      <IncidentList state="unresolved" link={link} />
      <section className="stack" aria-labelledby="resolved">
        <h2 id="resolved">Resolved</h2>
        <IncidentList state="resolved" link={link} />
      </section>
    </>
  );
}
