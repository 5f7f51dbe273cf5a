import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { BeginFiling } from "@/features/compliance/filings/case-filings";
import { FilingList } from "@/features/compliance/filings/filing-list";
import { filingKinds, filingStates, kindWords, stateSaid } from "@/features/compliance/filings/words";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/filings");

export function FilingsPage() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const may = useMay();
  return (
    <DeskFrame>
      <PageHeading lead="Reports to FinCEN and OFAC. That one exists may never be told to anybody it is about (31 U.S.C. 5318(g)(2)).">Filings</PageHeading>
      <FilterLinks label="State">
        <Link to="/operations/compliance/filings" search={{ kind: filters.kind }} activeOptions={{ exact: true }}>
          Open
        </Link>
        {filingStates.map((state) => (
          <Link key={state} to="/operations/compliance/filings" search={{ state, kind: filters.kind }} activeOptions={{ exact: true }}>
            {stateSaid(state).words}
          </Link>
        ))}
      </FilterLinks>
      <FilterLinks label="Report">
        <Link to="/operations/compliance/filings" search={{ state: filters.state }} activeOptions={{ exact: true }}>
          Any
        </Link>
        {filingKinds.map((kind) => (
          <Link key={kind} to="/operations/compliance/filings" search={{ state: filters.state, kind }} activeOptions={{ exact: true }}>
            {kindWords(kind)}
          </Link>
        ))}
      </FilterLinks>
      <FilingList
        filters={filters}
        linkTo={(filing, words) => (
          <Link to="/operations/compliance/filings/$filingId" params={{ filingId: filing.id }}>
            {words}
          </Link>
        )}
      />
      {may("compliance.work") ? (
        <details>
          <summary>Begin a filing that has no case</summary>
          <BeginFiling caseId={null} onBegun={({ id }) => void navigate({ to: "/operations/compliance/filings/$filingId", params: { filingId: id } })} />
        </details>
      ) : null}
    </DeskFrame>
  );
}
