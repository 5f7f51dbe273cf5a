import { Link, useNavigate } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import type { Batch } from "@/features/compliance/filings/api";
import { BatchList, MakeBatch } from "@/features/compliance/filings/batches";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

export function BatchesPage() {
  const navigate = useNavigate();
  const may = useMay();
  const { done } = useDeskChange();
  const onMade = ({ id }: Batch) => {
    done("");
    void navigate({ to: "/operations/compliance/batches/$batchId", params: { batchId: id } });
  };
  return (
    <DeskFrame>
      <PageHeading lead="Approved filings go to FinCEN in one XML file a form, and come back with FinCEN’s answer.">Batch files</PageHeading>
      <MakeBatch kind="sar" mayDecide={may("compliance.decide")} onMade={onMade} />
      <MakeBatch kind="ctr" mayDecide={may("compliance.decide")} onMade={onMade} />
      <BatchList
        linkTo={(batch) => (
          <Link to="/operations/compliance/batches/$batchId" params={{ batchId: batch.id }}>
            {batch.id}
          </Link>
        )}
      />
    </DeskFrame>
  );
}
