import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { ListStatus } from "@/features/compliance/list-status";
import { MatchDecisions } from "@/features/compliance/match-decisions";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

export function ListsPage() {
  const may = useMay();
  const { said, done } = useDeskChange();
  return (
    <DeskFrame>
      <PageHeading lead="Everybody who pays or is paid is compared with these lists, and every customer again when a list changes.">Sanctions lists</PageHeading>
      <SaidLine said={said} />
      <ListStatus mayDecide={may("compliance.decide")} onFetched={done} />
      <section className="stack" aria-labelledby="allowed">
        <h2 id="allowed">Not the listed party</h2>
        <p className="quiet">Each decision is about one person and one entry. It lapses when the entry changes by a word.</p>
        <MatchDecisions
          mayDecide={may("compliance.decide")}
          partyLink={(decision, words) => (
            <Link to="/operations/compliance" search={{ party: decision.party_id, state: "any" }}>
              {words}
            </Link>
          )}
          onEnded={done}
        />
      </section>
    </DeskFrame>
  );
}
