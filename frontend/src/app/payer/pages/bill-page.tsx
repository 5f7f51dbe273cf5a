import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { billerQuery } from "@/api/billers";
import { billQuery } from "@/api/bills";
import { Problem } from "@/api/problem";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { BillDetails } from "@/features/bills/bill-details";
import { words } from "@/features/bills/words";
import { NotFoundPage } from "../../shell/not-found-page";
import { NeedsSession } from "./needs-session";

const route = getRouteApi("/payer/bills/$billId");

export function BillPage() {
  const { billId } = route.useParams();
  const bill = useQuery(billQuery(billId));
  const billerId = bill.data?.biller_id;
  const biller = useQuery({ ...billerQuery(billerId ?? ""), enabled: billerId !== undefined });
  const [now] = useState(() => new Date());
  const text = words.detail;

  if (bill.isPending) return <Loading label={text.loading} lines={7} />;
  if (bill.isError) {
    const status = bill.error instanceof Problem ? bill.error.status : 0;
    if (status === 401) return <NeedsSession />;
    if (status === 404 || status === 403) return <NotFoundPage />;
    return (
      <>
        <PageHeading>Your bill</PageHeading>
        <Failure error={bill.error} what={text.what} onRetry={() => void bill.refetch()} />
      </>
    );
  }
  return (
    <>
      <Link to="/bills" className="screen-only">
        {text.back}
      </Link>
      <PageHeading title={`${bill.data.biller_name} bill`}>{bill.data.biller_name}</PageHeading>
      <BillDetails bill={bill.data} biller={biller.data} now={now} />
    </>
  );
}
