import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { problemCode } from "@/api/problem";
import { receiptPdfUrl } from "@/api/receipts";
import { ButtonAnchor, ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { cashPaymentQuery } from "@/features/cash-till/api";
import { CashSlip } from "@/features/cash-till/slip";

const route = getRouteApi("/biller/till/receipts/$paymentId");

export function CashReceiptPage() {
  const { paymentId } = route.useParams();
  const taken = useQuery(cashPaymentQuery(paymentId));
  if (taken.isPending) return <Loading label="Loading the receipt" lines={8} />;
  const back = (
    <p className="screen-only">
      <Link to="/biller/till">Cash till</Link>
    </p>
  );
  if (taken.isError) {
    const there = problemCode(taken.error) !== "cash_payment_not_found";
    return (
      <>
        {back}
        <PageHeading>{there ? "Receipt" : "There is no such receipt"}</PageHeading>
        {there ? <Failure error={taken.error} what="the receipt" onRetry={() => void taken.refetch()} /> : <p>Look for it among what was taken that day.</p>}
      </>
    );
  }
  const { payment } = taken.data;
  const token = payment.receipt?.token;
  return (
    <>
      {back}
      <div className="screen-only">
        <PageHeading title="Cash taken">Cash taken</PageHeading>
      </div>
      <CashSlip
        taken={taken.data}
        more={
          <>
            <ButtonLink to="/biller/till">Next customer</ButtonLink>
            <ButtonAnchor href={receiptPdfUrl(paymentId, token)} download={`receipt-${payment.confirmation_number}.pdf`}>
              Receipt as PDF
            </ButtonAnchor>
            <Link to="/biller/payments/$paymentId" params={{ paymentId }}>
              See the payment
            </Link>
          </>
        }
      />
    </>
  );
}
