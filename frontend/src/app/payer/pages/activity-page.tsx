import { useInfiniteQuery } from "@tanstack/react-query";
import { paymentsQuery } from "@/api/payments";
import { Problem } from "@/api/problem";
import { Button, ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { PaymentList } from "@/features/payments/payment-list";
import { activity as text } from "@/features/payments/activity-words";
import { NeedsSession } from "./needs-session";

export function ActivityPage() {
  const payments = useInfiniteQuery(paymentsQuery);
  if (payments.error instanceof Problem && payments.error.status === 401) return <NeedsSession />;
  const all = payments.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <PageHeading>{text.title}</PageHeading>
      {payments.isPending ? <Loading label={text.loading} lines={6} /> : null}
      {payments.isError ? <Failure error={payments.error} what={text.what} onRetry={() => void payments.refetch()} /> : null}
      {payments.isSuccess && all.length === 0 ? (
        <Notice title={text.emptyTitle}>
          <p>{text.empty}</p>
          <ButtonLink to="/bills">{text.toBills}</ButtonLink>
        </Notice>
      ) : null}
      {all.length > 0 ? <PaymentList payments={all} /> : null}
      {payments.hasNextPage ? (
        <div>
          <Button busy={payments.isFetchingNextPage} onClick={() => void payments.fetchNextPage()}>
            {text.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
