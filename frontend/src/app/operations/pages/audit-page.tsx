import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { CheckpointPanel } from "@/features/audit/checkpoint-panel";
import { EntriesList } from "@/features/audit/entries-list";
import { WatchesPanel } from "@/features/audit/watches-panel";

const route = getRouteApi("/operations/audit");

export function AuditPage() {
  const { subject } = route.useSearch();
  const navigate = useNavigate({ from: "/operations/audit" });
  return (
    <>
      <div className="row-between">
        <PageHeading>Audit log</PageHeading>
        <ButtonLink to="/operations/audit/verify">Verify proofs</ButtonLink>
      </div>
      <CheckpointPanel />
      <WatchesPanel />
      <FilterForm
        key={subject ?? ""}
        label="Audit entries"
        onApply={(values) => void navigate({ search: { subject: values["subject"] } })}
        clear={subject ? <Link to="/operations/audit">All entries</Link> : null}
      >
        <TextField label="About: the full id of a payment, user or biller" name="subject" type="search" defaultValue={subject} autoComplete="off" spellCheck={false} />
      </FilterForm>
      <EntriesList
        subject={subject}
        linkTo={(entry) => (
          <Link to="/operations/audit/verify" search={{ index: entry.index }} aria-label={`Entry ${entry.index}, verify it`}>
            {entry.index}
          </Link>
        )}
        subjectLink={(entry) => entry.subject && (
          <Link to="/operations/audit" search={{ subject: entry.subject }}>
            <code>{entry.subject}</code>
          </Link>
        )}
      />
    </>
  );
}
