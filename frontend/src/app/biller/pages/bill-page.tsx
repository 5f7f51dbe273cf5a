import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useBillerEvents } from "@/components/biller-events";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { staffBillQuery } from "@/features/biller-bills/api";
import { BillDetails } from "@/features/biller-bills/bill-details";
import { PaymentList } from "@/features/biller-payments/payment-list";
import { useBiller, useMay } from "../use-biller";

const route = getRouteApi("/biller/bills/$billId");

export function BillPage() {
  const { billId } = route.useParams();
  const queryClient = useQueryClient();
  const bill = useQuery(staffBillQuery(billId));
  const biller = useBiller();
  const mayReadPayments = useMay("payments.read");
  useBillerEvents(["payment", "bill_file", "poll"], () => void queryClient.invalidateQueries({ queryKey: staffBillQuery(billId).queryKey }));
  if (bill.isPending) return <Loading label="Loading the bill" lines={10} />;
  if (bill.isError && !bill.data) {
    return (
      <>
        <PageHeading>Bill</PageHeading>
        <Failure error={bill.error} what="this bill" onRetry={() => void bill.refetch()} />
        <p>
          <Link to="/biller/bills">All bills</Link>
        </p>
      </>
    );
  }
  const { data } = bill;
  return (
    <>
      <p>
        <Link to="/biller/bills">All bills</Link>
      </p>
      <PageHeading title={`Bill ${data.bill_number}`}>Bill {data.bill_number}</PageHeading>
      {data.live_payment_id ? (
        <Notice title="Someone is paying this bill now">
          <p>
            <Link to="/biller/payments/$paymentId" params={{ paymentId: data.live_payment_id }}>
              See the payment
            </Link>
          </p>
        </Notice>
      ) : null}
      <BillDetails bill={data} />
      {mayReadPayments && biller.data ? (
        <section className="stack" aria-labelledby="payments-of-bill">
          <h2 id="payments-of-bill">Payments against it</h2>
          <PaymentList
            desk={biller.data}
            filters={{ q: data.bill_number }}
            linkTo={(payment) => (
              <Link to="/biller/payments/$paymentId" params={{ paymentId: payment.id }}>
                {payment.confirmation_number}
              </Link>
            )}
            empty={<p>Nobody has paid it yet.</p>}
          />
        </section>
      ) : null}
    </>
  );
}
