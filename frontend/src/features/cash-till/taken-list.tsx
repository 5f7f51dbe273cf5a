import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Amount } from "@/components/amount";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { cashDayQuery, cashLinesQuery, type CashLine, type DayFilters } from "./api";
import { totalOf } from "./till";

interface TakenProps {
  billerId: string;
  filters: DayFilters;
  counterLink: (counter: string) => ReactNode;
  slipLink: (line: CashLine) => ReactNode;
}

/** What a day's counters took: the drawers to count, then each payment. */
export function TakenOfTheDay({ billerId, filters, counterLink, slipLink }: TakenProps) {
  const day = useQuery(cashDayQuery(billerId, filters.day));
  const lines = useInfiniteQuery(cashLinesQuery(billerId, filters));
  if (day.isPending || lines.isPending) return <Loading label="Loading what was taken" lines={6} />;
  const failed = day.data && lines.data ? null : (day.error ?? lines.error);
  if (failed || !day.data || !lines.data) {
    return (
      <Failure
        error={failed}
        what="what was taken"
        onRetry={() => {
          void day.refetch();
          void lines.refetch();
        }}
      />
    );
  }
  const rows = lines.data.pages.flatMap((page) => page.data);
  const words = `${formatDate(day.data.business_day)}, in ${day.data.time_zone.replaceAll("_", " ")}`;
  if (rows.length === 0) return <p>{filters.counter ? `The counter ${filters.counter} took no cash on ${words}.` : `No cash was taken on ${words}.`}</p>;
  return (
    <>
      <DataTable
        caption={`Drawers on ${words}`}
        columns={[
          { name: "Counter", names: true, cell: (row) => counterLink(row.location) },
          { name: "Payments", number: true, cell: (row) => row.count },
          { name: "In the drawer", number: true, cell: (row) => <Amount money={row.total} /> },
        ]}
        rows={day.data.counters}
        rowKey={(row) => `${row.location} ${row.total.currency}`}
        foot={
          day.data.counters.length < 2 ? undefined : (
            <tr role="row">
              <th role="rowheader" scope="row" data-name="Counter">
                All
              </th>
              <td role="cell" className="number" data-name="Payments">
                {day.data.counters.reduce((sum, { count }) => sum + count, 0)}
              </td>
              <td role="cell" className="number" data-name="In the drawer">
                <Amount money={totalOf(day.data)} />
              </td>
            </tr>
          )
        }
      />
      <DataTable
        caption={filters.counter ? `Payments at ${filters.counter}, newest first` : "Payments, newest first"}
        columns={[
          { name: "Receipt", names: true, cell: slipLink },
          { name: "When", cell: (line) => <When at={line.taken_at} /> },
          { name: "Account", cell: (line) => line.account_numbers.join(", ") },
          { name: "Bill", cell: (line) => line.bill_numbers.join(", ") },
          { name: "Counter", cell: (line) => line.location },
          { name: "By", cell: (line) => line.taken_by },
          { name: "Who paid", cell: (line) => (line.conductor_recorded ? "Recorded" : "Not asked") },
          { name: "Taken", number: true, cell: (line) => <Amount money={line.total} /> },
        ]}
        rows={rows}
        rowKey={(line) => line.payment_id}
      />
      <MoreRows
        shown={rows.length}
        noun="payment"
        hasMore={lines.hasNextPage}
        busy={lines.isFetchingNextPage}
        error={lines.isFetchNextPageError ? lines.error : null}
        onMore={() => void lines.fetchNextPage()}
      />
    </>
  );
}
