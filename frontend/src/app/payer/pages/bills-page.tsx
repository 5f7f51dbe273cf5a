import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { billsQuery } from "@/api/bills";
import { sessionQuery } from "@/api/session";
import { Button, ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { BillList } from "@/features/bills/bill-list";
import { words } from "@/features/bills/words";
import { NeedsSession } from "./needs-session";

/** For the few whose address is not confirmed yet. */
const ConfirmNotice = lazy(() => import("@/features/identity/confirm-notice"));

/** Below the bills, so it may come a moment after them. */
const LinkedAccounts = lazy(() => import("@/features/bills/linked-accounts").then(({ LinkedAccounts: component }) => ({ default: component })));

export function BillsPage() {
  const { data: session } = useQuery(sessionQuery);
  const text = words.list;
  if (!session) return <Loading label={text.loading} />;
  if (session.kind === "anonymous") return <NeedsSession />;
  const guest = session.kind === "guest" ? session.guest : null;
  return (
    <>
      <PageHeading title={text.title} lead={guest ? text.account(guest.account_number) : undefined}>
        {guest ? text.guestTitle(guest.biller_name) : text.title}
      </PageHeading>
      {session.user?.pending_email ? (
        <Suspense>
          <ConfirmNotice session={session} />
        </Suspense>
      ) : null}
      <Bills isGuest={guest !== null} />
      {guest ? (
        <div>
          <ButtonLink to="/">{text.find}</ButtonLink>
        </div>
      ) : (
        <Suspense fallback={<Loading label={words.accounts.loading} />}>
          <LinkedAccounts />
        </Suspense>
      )}
    </>
  );
}

function Bills({ isGuest }: { isGuest: boolean }) {
  const bills = useInfiniteQuery(billsQuery);
  const [now] = useState(() => new Date());
  const text = words.list;
  if (bills.isPending) return <Loading label={text.loading} lines={6} />;
  if (bills.isError) return <Failure error={bills.error} what={text.what} onRetry={() => void bills.refetch()} />;
  const all = bills.data.pages.flatMap((page) => page.data);
  if (all.length === 0 && !isGuest) {
    return (
      <Notice title={text.emptyTitle}>
        <p>{text.empty}</p>
      </Notice>
    );
  }
  return (
    <>
      <BillList bills={all} now={now} />
      {bills.hasNextPage ? (
        <div>
          <Button busy={bills.isFetchingNextPage} onClick={() => void bills.fetchNextPage()}>
            {text.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
