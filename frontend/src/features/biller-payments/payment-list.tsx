import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";
import type { Payment } from "@/api/types";
import { Amount } from "@/components/amount";
import { useBillerEvents } from "@/components/biller-events";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { formatMoney } from "@/lib/money";
import { billerPaymentsQuery, type Desk, type PaymentFilters } from "./api";
import { happeningsIn, sentenceOf } from "./arrivals";
import { methodInWords } from "./method-words";
import { PaymentStateSign } from "./payment-state";
import { wordsOf } from "./state-words";

interface PaymentListProps {
  desk: Desk;
  filters: PaymentFilters;
  linkTo: (payment: Payment) => ReactNode;
  empty: ReactNode;
  limit?: number;
  /** Only the newest ones, without "show more". */
  short?: boolean;
}

/**
 * Payments, newest first. New ones come in at the top as they are made: rows keep their identity, so the focus stays where it
 * was, and a polite sentence says what came.
 */
export function PaymentList({ desk, filters, linkTo, empty, limit = 50, short = false }: PaymentListProps) {
  const queryClient = useQueryClient();
  const payments = useInfiniteQuery(billerPaymentsQuery(desk, filters, limit));
  useBillerEvents(["payment", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["biller-payments", desk.id] }));
  const rows = useMemo(() => payments.data?.pages.flatMap((page) => page.data), [payments.data]);
  const { fresh, news } = useNews(rows, JSON.stringify([desk.id, filters]));

  if (payments.isPending) return <Loading label="Loading the payments" lines={8} />;
  if (!rows) return <Failure error={payments.error} what="the payments" onRetry={() => void payments.refetch()} />;
  const columns: Column<Payment>[] = [
    { name: "Payment", names: true, cell: linkTo },
    { name: "When", cell: (payment) => <When at={payment.created_at} /> },
    { name: "State", cell: (payment) => <PaymentStateSign state={payment.state} /> },
    { name: "Account", cell: (payment) => [...new Set(payment.items.map((item) => item.account_number))].join(", ") },
    { name: "Bill", cell: (payment) => payment.items.map((item) => item.bill_number).join(", ") },
    { name: "Method", cell: (payment) => methodInWords(payment.method) },
    { name: "To the bill", number: true, cell: (payment) => <Amount money={payment.amount} /> },
    { name: "Fee", number: true, cell: (payment) => <Amount money={payment.fee} /> },
    { name: "Payer paid", number: true, cell: (payment) => <Amount money={payment.total} /> },
  ];
  return (
    <>
      <p className="visually-hidden" role="status">
        {news}
      </p>
      {rows.length === 0 ? (
        empty
      ) : (
        <DataTable caption="Payments" captionHidden columns={columns} rows={rows} rowKey={(payment) => payment.id} isNew={(payment) => fresh.has(payment.id)} />
      )}
      {rows.length === 0 || short ? null : (
        <MoreRows
          shown={rows.length}
          noun="payment"
          hasMore={payments.hasNextPage}
          busy={payments.isFetchingNextPage}
          error={payments.isFetchNextPageError ? payments.error : null}
          onMore={() => void payments.fetchNextPage()}
        />
      )}
    </>
  );
}

interface Known {
  listKey: string;
  rows: Payment[] | undefined;
  seen: ReadonlyMap<string, string> | null;
  fresh: ReadonlySet<string>;
  news: string;
}

/** Worth a sentence when a payment comes to it; the steps in between are only shown. */
const noteworthy: readonly string[] = ["succeeded", "failed", "held", "blocked", "unknown"];

/** Which rows are new since the list with these filters was first shown, and the sentence that says what happened. */
function useNews(rows: Payment[] | undefined, listKey: string): Pick<Known, "fresh" | "news"> {
  const [known, setKnown] = useState<Known>({ listKey, rows: undefined, seen: null, fresh: new Set(), news: "" });
  if (!rows || (rows === known.rows && listKey === known.listKey)) return known;
  const before = listKey === known.listKey ? known.seen : null;
  const { fresh, changed, seen } = happeningsIn(rows, before);
  const amounts = fresh.map((payment) => formatMoney(payment.total));
  const ends = changed
    .filter((payment) => noteworthy.includes(payment.state))
    .map((payment) => ({ amount: formatMoney(payment.total), word: wordsOf(payment.state).word.toLowerCase() }));
  const next: Known = {
    listKey,
    rows,
    seen,
    fresh: before === null ? new Set() : new Set([...known.fresh, ...fresh.map((payment) => payment.id)]),
    news: before === null ? "" : sentenceOf(amounts, ends) || known.news,
  };
  setKnown(next);
  return next;
}
