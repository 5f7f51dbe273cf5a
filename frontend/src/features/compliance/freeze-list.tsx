import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "@/components/failure";
import { TextField } from "@/components/field";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { Facts, Panel } from "@/components/panel";
import { textOf } from "@/components/use-form";
import { When } from "@/components/when";
import { ActForm } from "./act-form";
import { freezesQuery, proposeLift, type Freeze } from "./api";
import { freezeWords } from "./words";

/** Who is frozen or blocked, or was; lifting is a proposal. */
export function FreezeList({ state, mayDecide, caseLink, onProposed }: { state: "active" | "lifted"; mayDecide: boolean; caseLink: (id: string) => ReactNode; onProposed: () => void }) {
  const freezes = useInfiniteQuery(freezesQuery(state));
  if (freezes.isPending) return <Loading label="Loading who is frozen" lines={5} />;
  if (freezes.isError && !freezes.data) return <Failure error={freezes.error} what="who is frozen" onRetry={() => void freezes.refetch()} />;
  const rows = freezes.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{state === "active" ? "Nobody is frozen." : "No freeze has been lifted."}</p>;
  return (
    <>
      {rows.map((freeze) => (
        <Panel key={freeze.id} label={`${freeze.party_name}, ${freezeWords(freeze.kind)}, ${freeze.id}`}>
          <h2>{freeze.party_name || freeze.party_id}</h2>
          <Facts
            facts={[
              ["What", freezeWords(freeze.kind)],
              ["Since", <When key="since" at={freeze.began_at} />],
              ["Lifted", freeze.lifted_at ? <When key="lifted" at={freeze.lifted_at} /> : null],
              ["By license", freeze.license_number],
              ["Case", caseLink(freeze.case_id)],
            ]}
          />
          {mayDecide && freeze.lifted_at === null ? <LiftForm freeze={freeze} onProposed={onProposed} /> : null}
        </Panel>
      ))}
      <MoreRows
        shown={rows.length}
        noun="freeze"
        hasMore={freezes.hasNextPage}
        busy={freezes.isFetchingNextPage}
        error={freezes.isFetchNextPageError ? freezes.error : null}
        onMore={() => void freezes.fetchNextPage()}
      />
    </>
  );
}

function LiftForm({ freeze, onProposed }: { freeze: Freeze; onProposed: () => void }) {
  const byLaw = freeze.kind === "ofac_block";
  return (
    <details>
      <summary>Propose to lift it</summary>
      <ActForm
        label={`Lift the ${byLaw ? "block" : "freeze"} of ${freeze.party_name}`}
        hint="The officer who approves it reads this."
        button="Propose it"
        busyText="Proposing"
        submit={async (reason, fields) => {
          await proposeLift(freeze.id, textOf(fields, "license_number"), reason);
          onProposed();
        }}
      >
        {byLaw ? <TextField label="Number of OFAC’s license, or of the notice that ended the listing" name="license_number" width={20} autoComplete="off" spellCheck={false} /> : null}
      </ActForm>
    </details>
  );
}
