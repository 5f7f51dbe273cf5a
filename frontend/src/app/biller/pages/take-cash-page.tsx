import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { Facts } from "@/components/panel";
import { staffBillQuery } from "@/features/biller-bills/api";
import { BillStatus } from "@/features/biller-bills/bill-status";
import { TakeForm } from "@/features/cash-till/take-form";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";

const route = getRouteApi("/biller/till/$billId");

export function TakeCashPage() {
  const { billId } = route.useParams();
  const navigate = useNavigate();
  const bill = useQuery({ ...staffBillQuery(billId), staleTime: 0 });
  if (bill.isPending) return <Loading label="Loading the bill" lines={8} />;
  const back = (
    <p>
      <Link to="/biller/till">Cash till</Link>
    </p>
  );
  if (bill.isError && !bill.data) {
    return (
      <>
        {back}
        <PageHeading>Take cash</PageHeading>
        <Failure error={bill.error} what="this bill" onRetry={() => void bill.refetch()} />
      </>
    );
  }
  const { data } = bill;
  const open = data.amount_open.amount_minor > 0 && data.status !== "withdrawn";
  return (
    <>
      {back}
      <PageHeading title={`Cash for bill ${data.bill_number}`}>Take cash for bill {data.bill_number}</PageHeading>
      <Facts
        facts={[
          ["Account", data.account_number],
          ["Name", data.account_name],
          ["Address", data.service_address],
          ["Due", formatDate(data.due_on)],
          ["Status", <BillStatus key="status" bill={data} />],
          ["Open", <strong key="open">{formatMoney(data.amount_open)}</strong>],
        ]}
      />
      {open ? (
        <TakeForm key={data.id} bill={data} onTaken={(taken) => void navigate({ to: "/biller/till/receipts/$paymentId", params: { paymentId: taken.payment.id }, replace: true })} />
      ) : (
        <Notice tone={data.status === "withdrawn" ? "warn" : "good"} title={data.status === "withdrawn" ? "This bill was withdrawn" : "Nothing is open on this bill"}>
          <p>{data.status === "withdrawn" ? "Take no cash for it. A newer bill may be there under the same account." : "It is paid. Take no cash for it."}</p>
        </Notice>
      )}
    </>
  );
}
