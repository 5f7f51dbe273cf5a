import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { SelectField, TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { choiceParam, dayParam } from "@/components/search-params";
import { EventTable } from "@/features/security-events/event-table";
import { eventKinds, kindWords } from "@/features/security-events/event-words";

const route = getRouteApi("/operations/security");

export function SecurityPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/operations/security" });
  const filtered = Boolean(filters.kind ?? filters.subject ?? filters.from ?? filters.to);
  return (
    <>
      <PageHeading lead="Sign-ins, refusals, API keys, approvals and changes of people, out of the audit log.">Security events</PageHeading>
      <FilterForm
        key={JSON.stringify(filters)}
        label="Security events"
        onApply={(values) =>
          void navigate({
            search: { kind: choiceParam(values["kind"], eventKinds), subject: values["subject"], from: dayParam(values["from"]), to: dayParam(values["to"]) },
          })
        }
        clear={filtered ? <Link to="/operations/security">All events</Link> : null}
      >
        <SelectField label="Kind" name="kind" defaultValue={filters.kind ?? ""}>
          <option value="">Any</option>
          {eventKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindWords(kind)}
            </option>
          ))}
        </SelectField>
        <TextField label="About: the full id of a person or key" name="subject" type="search" defaultValue={filters.subject} autoComplete="off" spellCheck={false} />
        <TextField label="From" name="from" type="date" defaultValue={filters.from} />
        <TextField label="To" name="to" type="date" defaultValue={filters.to} />
      </FilterForm>
      <EventTable
        filters={filters}
        aboutLink={(event) => (
          <Link to="/operations/security" search={{ subject: event.subject }}>
            <code>{event.subject}</code>
          </Link>
        )}
        entryLink={(event) => (
          <Link to="/operations/audit/verify" search={{ index: event.index }} aria-label={`Entry ${event.index}, verify it`}>
            {event.index}
          </Link>
        )}
      />
    </>
  );
}
