import { getRouteApi, Link } from "@tanstack/react-router";
import { Failure } from "@/components/failure";
import { LeafProofCheck } from "@/components/leaf-proof-check";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { PaymentStory, usePaymentStory } from "@/features/biller-payments/payment-story";
import { useBillerId } from "../use-biller";

const route = getRouteApi("/biller/payments/$paymentId");

export function PaymentPage() {
  const { paymentId } = route.useParams();
  const billerId = useBillerId();
  const story = usePaymentStory(paymentId);
  if (story.isPending) return <Loading label="Loading the payment" lines={10} />;
  if (story.isError && !story.data) {
    return (
      <>
        <PageHeading>Payment</PageHeading>
        <Failure error={story.error} what="this payment" onRetry={() => void story.refetch()} />
        <p>
          <Link to="/biller/payments">All payments</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <p>
        <Link to="/biller/payments">All payments</Link>
      </p>
      <PageHeading title={`Payment ${story.data.payment.confirmation_number}`}>Payment {story.data.payment.confirmation_number}</PageHeading>
      <PaymentStory
        story={story.data}
        billLink={(item) =>
          item.biller_id === billerId ? (
            <Link to="/biller/bills/$billId" params={{ billId: item.bill_id }}>
              {item.bill_number}
            </Link>
          ) : (
            item.bill_number
          )
        }
        proof={(leaf) => <LeafProofCheck index={leaf.index} leaf={leaf.leaf} />}
      />
    </>
  );
}
