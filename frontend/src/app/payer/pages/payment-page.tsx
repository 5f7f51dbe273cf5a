import { getRouteApi } from "@tanstack/react-router";
import { Problem } from "@/api/problem";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { PaymentStatus } from "@/features/payments/payment-status";
import { usePaymentStatus } from "@/features/payments/use-payment-status";
import { status as text } from "@/features/payments/status-words";
import { NotFoundPage } from "../../shell/not-found-page";
import { NeedsSession } from "./needs-session";

const route = getRouteApi("/payer/payments/$paymentId");

export function PaymentPage() {
  const { paymentId } = route.useParams();
  const { payment, live, connected, settling } = usePaymentStatus(paymentId);
  if (settling) return <Loading label={text.loading} lines={6} />;
  if (payment.data) return <PaymentStatus payment={payment.data} live={live} connected={connected} />;
  if (payment.isError) {
    const httpStatus = payment.error instanceof Problem ? payment.error.status : 0;
    if (httpStatus === 401) return <NeedsSession />;
    if (httpStatus === 404 || httpStatus === 403) return <NotFoundPage />;
    return (
      <>
        <PageHeading>Your payment</PageHeading>
        <Failure error={payment.error} what={text.what} onRetry={() => void payment.refetch()} />
      </>
    );
  }
  return <Loading label={text.loading} lines={6} />;
}
