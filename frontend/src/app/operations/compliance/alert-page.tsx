import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { problemCode } from "@/api/problem";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { AlertActs } from "@/features/compliance/alert-acts";
import { AlertView } from "@/features/compliance/alert-view";
import { alertQuery } from "@/features/compliance/api";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { codeWords } from "@/features/compliance/words";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/alerts/$alertId");

export function AlertPage() {
  const { alertId } = route.useParams();
  const may = useMay();
  const alert = useQuery(alertQuery(alertId));
  const { said, done } = useDeskChange();
  if (alert.isPending) return <Loading label="Loading the alert" lines={8} />;
  if (alert.isError && !alert.data) {
    const there = problemCode(alert.error) !== "alert_not_found";
    return (
      <DeskFrame>
        <PageHeading>{there ? "Alert" : "There is no such alert"}</PageHeading>
        {there ? <Failure error={alert.error} what="the alert" onRetry={() => void alert.refetch()} /> : null}
        <p>
          <Link to="/operations/compliance">Back to the queue</Link>
        </p>
      </DeskFrame>
    );
  }
  const detail = alert.data;
  return (
    <DeskFrame>
      <PageHeading lead={codeWords(detail.alert.code)}>{detail.alert.party_name || detail.alert.party_id}</PageHeading>
      <SaidLine said={said} more={<Link to="/operations/compliance">Back to the queue</Link>} />
      <div className="case-columns">
        <div>
          <AlertView
            detail={detail}
            caseLink={(id) => (
              <Link to="/operations/compliance/cases/$caseId" params={{ caseId: id }}>
                {id}
              </Link>
            )}
            alertLink={(other, words) => (
              <Link to="/operations/compliance/alerts/$alertId" params={{ alertId: other.id }}>
                {words}
              </Link>
            )}
          />
        </div>
        <div>
          <AlertActs key={alertId} detail={detail} mayWork={may("compliance.work")} mayDecide={may("compliance.decide")} onDone={done} />
        </div>
      </div>
    </DeskFrame>
  );
}
