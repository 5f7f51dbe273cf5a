import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { SelectField, TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { choiceParam } from "@/components/search-params";
import { AlertQueue } from "@/features/compliance/alert-queue";
import { alertCodes, codeWords } from "@/features/compliance/words";
import { DeskFrame } from "./desk-frame";
import { alertStates, verdicts } from "./filters";

const route = getRouteApi("/operations/compliance");

export function QueuePage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/operations/compliance" });
  return (
    <DeskFrame>
      <PageHeading lead="What was noticed and waits for somebody to look. Nothing here is told to customers.">Compliance queue</PageHeading>
      <FilterForm
        key={JSON.stringify(filters)}
        label="Alerts"
        onApply={(values) =>
          void navigate({
            search: {
              party: values["party"],
              code: choiceParam(values["code"], alertCodes),
              verdict: choiceParam(values["verdict"], verdicts),
              state: choiceParam(values["state"], alertStates) ?? "any",
            },
          })
        }
        clear={<Link to="/operations/compliance">What waits</Link>}
      >
        <TextField label="About: the full id of a party" name="party" type="search" defaultValue={filters.party} autoComplete="off" spellCheck={false} />
        <SelectField label="Rule" name="code" defaultValue={filters.code ?? ""}>
          <option value="">Any</option>
          {alertCodes.map((code) => (
            <option key={code} value={code}>
              {codeWords(code)}
            </option>
          ))}
        </SelectField>
        <SelectField label="Money" name="verdict" defaultValue={filters.verdict ?? ""}>
          <option value="">Any</option>
          <option value="hold">Held</option>
          <option value="block">Blocked</option>
          <option value="allow">Went through</option>
        </SelectField>
        <SelectField label="State" name="state" defaultValue={filters.state ?? "open"}>
          <option value="open">To look at</option>
          <option value="in_case">In a case</option>
          <option value="dismissed">Dismissed</option>
          <option value="any">Any</option>
        </SelectField>
      </FilterForm>
      <AlertQueue
        filters={{ ...filters, state: filters.state === "any" ? undefined : (filters.state ?? "open") }}
        linkTo={(alert, words) => (
          <Link to="/operations/compliance/alerts/$alertId" params={{ alertId: alert.id }}>
            {words}
          </Link>
        )}
        caseLink={(id) => (
          <Link to="/operations/compliance/cases/$caseId" params={{ caseId: id }} className="short-id">
            {shortId(id)}
          </Link>
        )}
      />
    </DeskFrame>
  );
}

/** The end of an id: enough to tell two lines apart. */
const shortId = (id: string) => `…${id.slice(-6)}`;
