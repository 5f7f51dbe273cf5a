import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { billerQuery } from "@/api/billers";
import { severalBillsQuery } from "@/api/bills";
import { savedCardsQuery } from "@/api/payment-methods";
import { Problem } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import type { Bill, Biller } from "@/api/types";
import { ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { AlreadyPaid } from "@/features/payments/already-paid";
import { PayForm } from "@/features/payments/pay-form";
import { pay as text } from "@/features/payments/pay-words";
import { NeedsSession } from "./needs-session";

const route = getRouteApi("/payer/pay");
const AmountQuestion = lazy(() => import("@/features/payments/amount-question").then(({ AmountQuestion: component }) => ({ default: component })));

export function PayPage() {
  const { bills: joined, amount, step } = route.useSearch();
  const ids = [...new Set(joined.split(",").filter((id) => id !== ""))];
  const bills = useQuery({ ...severalBillsQuery(ids), enabled: ids.length > 0 });
  const only = ids.length === 1 ? bills.data?.[0] : undefined;
  const biller = useQuery({ ...billerQuery(only?.biller_id ?? ""), enabled: only !== undefined });

  if (ids.length === 0) {
    return (
      <>
        <PageHeading lead={text.noBill}>{text.noBillTitle}</PageHeading>
        <div>
          <ButtonLink to="/bills">{text.backToBills}</ButtonLink>
        </div>
      </>
    );
  }
  if (bills.isError) {
    if (bills.error instanceof Problem && bills.error.status === 401) return <NeedsSession />;
    return (
      <>
        <PageHeading>{text.title}</PageHeading>
        <Failure error={bills.error} what="the bill" onRetry={() => void bills.refetch()} />
      </>
    );
  }
  if (bills.isPending || (only && biller.isPending)) return <Loading label={text.loading} lines={6} />;
  if (only && biller.data && step === "amount") {
    return (
      <>
        <PageHeading key="amount" lead={only.biller_name}>
          {text.amountTitle}
        </PageHeading>
        <Suspense fallback={<Loading label={text.loading} />}>
          <AmountQuestion bill={only} biller={biller.data} amount={amount} />
        </Suspense>
      </>
    );
  }
  return <Review bills={bills.data} biller={only ? biller.data : undefined} amount={only ? amount : undefined} />;
}

function Review({ bills, biller, amount }: { bills: readonly Bill[]; biller: Biller | undefined; amount: number | undefined }) {
  const session = useQuery(sessionQuery);
  const isUser = session.data?.kind === "user";
  const cards = useQuery({ ...savedCardsQuery, enabled: isUser });
  const paid = bills.every((bill) => bill.status === "paid");
  const live = bills.find((bill) => bill.live_payment_id !== null)?.live_payment_id;
  const [only] = bills;
  const changeable = bills.length === 1 && only && (biller?.partial_payment || biller?.over_payment);

  if (paid && amount === undefined) {
    return (
      <>
        <PageHeading>{text.title}</PageHeading>
        <AlreadyPaid paymentId={null} />
      </>
    );
  }
  // A card list that cannot be loaded must not stop anybody from paying with a new card.
  if (!session.data || (isUser && cards.isPending)) return <Loading label={text.loading} lines={6} />;
  const items = bills.map((bill) => ({ bill_id: bill.id, ...(amount === undefined ? {} : { amount_minor: amount }) }));
  return (
    <>
      <PageHeading key="review">{text.title}</PageHeading>
      {live ? (
        <Notice tone="warn" title={text.liveTitle}>
          <p>{text.live}</p>
          <Link to="/payments/$paymentId" params={{ paymentId: live }}>
            {text.seePayment}
          </Link>
        </Notice>
      ) : null}
      <PayForm items={items} session={session.data} cards={cards.data?.data ?? []} changeAmount={changeable ? { bills: only.id } : null} />
    </>
  );
}
