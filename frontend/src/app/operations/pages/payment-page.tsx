import { getRouteApi, Link } from "@tanstack/react-router";
import { Failure } from "@/components/failure";
import { LeafProofCheck } from "@/components/leaf-proof-check";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { PaymentStory, usePaymentStory } from "@/features/biller-payments/payment-story";

const route = getRouteApi("/operations/payments/$paymentId");

export function PaymentPage() {
  const { paymentId } = route.useParams();
  const story = usePaymentStory(paymentId);
  if (story.isPending) return <Loading label="Loading the payment" lines={10} />;
  if (story.isError && !story.data) {
    return (
      <>
        <PageHeading>Payment</PageHeading>
        <Failure error={story.error} what="this payment" onRetry={() => void story.refetch()} />
        <p>
          <Link to="/operations/payments">All payments</Link>
        </p>
      </>
    );
  }
  const { payment } = story.data;
  return (
    <>
      <p>
        <Link to="/operations/payments" search={{ biller: payment.items[0]?.biller_id }}>
          Payments of {payment.items[0]?.biller_name}
        </Link>
      </p>
      <PageHeading title={`Payment ${payment.confirmation_number}`}>Payment {payment.confirmation_number}</PageHeading>
      <PaymentStory
        story={story.data}
        billLink={(item) => `${item.bill_number}, ${item.biller_name}`}
        proof={(leaf) => <LeafProofCheck index={leaf.index} leaf={leaf.leaf} />}
      />
    </>
  );
}
