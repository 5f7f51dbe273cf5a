import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { problemCode } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { caseQuery } from "@/features/compliance/api";
import { CaseActs } from "@/features/compliance/case-acts";
import { CaseView } from "@/features/compliance/case-view";
import { BeginFiling, CaseFilings } from "@/features/compliance/filings/case-filings";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/cases/$caseId");
const PROPOSED = "Proposed. Another officer has to approve it.";

export function CasePage() {
  const { caseId } = route.useParams();
  const { data: session } = useQuery(sessionQuery);
  const may = useMay();
  const navigate = useNavigate();
  const file = useQuery(caseQuery(caseId));
  const { said, done } = useDeskChange();
  if (file.isPending) return <Loading label="Loading the case" lines={10} />;
  if (file.isError && !file.data) {
    const there = problemCode(file.error) !== "case_not_found";
    return (
      <DeskFrame>
        <PageHeading>{there ? "Case" : "There is no such case"}</PageHeading>
        {there ? <Failure error={file.error} what="the case" onRetry={() => void file.refetch()} /> : null}
        <p>
          <Link to="/operations/compliance/cases">All cases</Link>
        </p>
      </DeskFrame>
    );
  }
  const { case: it } = file.data;
  return (
    <DeskFrame>
      <PageHeading lead={it.id}>{it.party_name || it.party_id}</PageHeading>
      <SaidLine said={said} more={said === PROPOSED ? <Link to="/operations/approvals">See it among the approvals</Link> : null} />
      <div className="case-columns">
        <div>
          <CaseView
            file={file.data}
            alertLink={(alert, words) => (
              <Link to="/operations/compliance/alerts/$alertId" params={{ alertId: alert.id }}>
                {words}
              </Link>
            )}
            caseLink={(id) => (
              <Link to="/operations/compliance/cases/$caseId" params={{ caseId: id }}>
                {id}
              </Link>
            )}
            filings={
              <CaseFilings
                caseId={caseId}
                linkTo={(filing, words) => (
                  <Link to="/operations/compliance/filings/$filingId" params={{ filingId: filing.id }}>
                    {words}
                  </Link>
                )}
              />
            }
            auditLink={
              <Link to="/operations/audit" search={{ subject: it.id }}>
                Entries about this case, with their proof
              </Link>
            }
          />
        </div>
        <div>
          {may("compliance.work") ? (
            <BeginFiling caseId={caseId} onBegun={({ id }) => void navigate({ to: "/operations/compliance/filings/$filingId", params: { filingId: id } })} />
          ) : null}
          <CaseActs
            file={file.data}
            me={session?.user?.id}
            mayWork={may("compliance.work")}
            mayDecide={may("compliance.decide")}
            onDone={done}
            onProposed={() => done(PROPOSED)}
          />
        </div>
      </div>
    </DeskFrame>
  );
}
