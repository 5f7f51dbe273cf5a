import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { customersQuery, type CustomerRow, type Queue, type Rating } from "./api";
import { ratingWords, stateWords } from "./words";

/** Customers of one queue; who has waited longest comes first. */
export function CustomerQueue({ queue, linkTo }: { queue: Queue; linkTo: (row: CustomerRow) => ReactNode }) {
  const customers = useInfiniteQuery(customersQuery(queue));
  if (customers.isPending) return <Loading label="Loading the customers" lines={6} />;
  if (customers.isError && !customers.data) return <Failure error={customers.error} what="the customers" onRetry={() => void customers.refetch()} />;
  const rows = customers.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{queue === "waiting" ? "Nobody waits for a review." : "Nobody is here."}</p>;
  return (
    <>
      <DataTable
        caption="Customers"
        captionHidden
        columns={[
          { name: "Customer", names: true, cell: linkTo },
          { name: "State", cell: (row) => stateWords[row.state] },
          { name: "Risk", cell: (row) => <Risk rating={row.rating} /> },
          { name: "Handed in", cell: (row) => (row.submitted_at === null ? "" : <When at={row.submitted_at} />) },
          { name: "Next review", cell: (row) => (row.review_due_on === null ? "" : formatDate(row.review_due_on)) },
        ]}
        rows={rows}
        rowKey={(row) => row.user_id}
      />
      <MoreRows
        shown={rows.length}
        noun="customer"
        hasMore={customers.hasNextPage}
        busy={customers.isFetchingNextPage}
        error={customers.isFetchNextPageError ? customers.error : null}
        onMore={() => void customers.fetchNextPage()}
      />
    </>
  );
}

export function Risk({ rating }: { rating: Rating | null }) {
  if (rating === null) return null;
  if (rating === "high") return <Status shape="triangle" tone="bad">{ratingWords[rating]}</Status>;
  if (rating === "medium") return <Status shape="half" tone="warn">{ratingWords[rating]}</Status>;
  return <Status shape="ring">{ratingWords[rating]}</Status>;
}
