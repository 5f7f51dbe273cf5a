import { getRouteApi, Link } from "@tanstack/react-router";
import { FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { FreezeList } from "@/features/compliance/freeze-list";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/freezes");

export function FreezesPage() {
  const { state } = route.useSearch();
  const may = useMay();
  const { said, done } = useDeskChange();
  return (
    <DeskFrame>
      <PageHeading lead="A hold stops one payment. A freeze holds whatever somebody sends. A block is law: nothing moves, and it ends by license only.">Freezes</PageHeading>
      <FilterLinks label="State">
        <Link to="/operations/compliance/freezes" activeOptions={{ exact: true }}>
          In force
        </Link>
        <Link to="/operations/compliance/freezes" search={{ state: "lifted" }} activeOptions={{ exact: true }}>
          Lifted
        </Link>
      </FilterLinks>
      <SaidLine said={said} more={<Link to="/operations/approvals">See it among the approvals</Link>} />
      <FreezeList
        state={state ?? "active"}
        mayDecide={may("compliance.decide")}
        caseLink={(id) => (
          <Link to="/operations/compliance/cases/$caseId" params={{ caseId: id }}>
            {id}
          </Link>
        )}
        onProposed={() => done("Proposed. Another officer has to approve it.")}
      />
    </DeskFrame>
  );
}
