import { getRouteApi, Link } from "@tanstack/react-router";
import { FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { CaseList } from "@/features/compliance/case-list";
import { caseStateSaid } from "@/features/compliance/words";
import { DeskFrame } from "./desk-frame";
import { caseStates } from "./filters";

const route = getRouteApi("/operations/compliance/cases");

export function CasesPage() {
  const filters = route.useSearch();
  return (
    <DeskFrame>
      <PageHeading lead="One case a party: everything noticed about them, until it is decided.">Cases</PageHeading>
      <FilterLinks label="State">
        <Link to="/operations/compliance/cases" search={{ whose: filters.whose }} activeOptions={{ exact: true }}>
          Not decided
        </Link>
        {caseStates.map((state) => (
          <Link key={state} to="/operations/compliance/cases" search={{ state, whose: filters.whose }} activeOptions={{ exact: true }}>
            {caseStateSaid(state).words}
          </Link>
        ))}
      </FilterLinks>
      <FilterLinks label="With">
        <Link to="/operations/compliance/cases" search={{ state: filters.state }} activeOptions={{ exact: true }}>
          Anybody
        </Link>
        <Link to="/operations/compliance/cases" search={{ state: filters.state, whose: "me" }} activeOptions={{ exact: true }}>
          Me
        </Link>
        <Link to="/operations/compliance/cases" search={{ state: filters.state, whose: "nobody" }} activeOptions={{ exact: true }}>
          Nobody
        </Link>
      </FilterLinks>
      <CaseList
        filters={filters}
        linkTo={(file, words) => (
          <Link to="/operations/compliance/cases/$caseId" params={{ caseId: file.id }}>
            {words}
          </Link>
        )}
      />
    </DeskFrame>
  );
}
