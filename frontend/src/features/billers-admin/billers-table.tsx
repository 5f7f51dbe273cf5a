import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Biller } from "@/api/types";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { billersQuery } from "./api";

export function BillersTable({ q, linkTo }: { q: string | undefined; linkTo: (biller: Biller) => ReactNode }) {
  const billers = useInfiniteQuery(billersQuery(q));
  if (billers.isPending) return <Loading label="Loading the billers" lines={6} />;
  if (billers.isError && !billers.data) return <Failure error={billers.error} what="the billers" onRetry={() => void billers.refetch()} />;
  const rows = billers.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{q ? `No biller has “${q}” in its name or category.` : "There are no billers yet."}</p>;
  return (
    <>
      <DataTable
        caption="Billers"
        captionHidden
        columns={[
          { name: "Name", names: true, cell: linkTo },
          { name: "Category", cell: (biller) => biller.category },
          { name: "Currency", cell: (biller) => biller.currency },
          { name: "Fees", cell: (biller) => biller.fee_methods.map((fee) => `${fee.method}: ${fee.summary}`).join("; ") },
          { name: "Cut-off", cell: (biller) => `${biller.cut_off} ${biller.time_zone.replaceAll("_", " ")}` },
          { name: "Part payments", cell: (biller) => (biller.partial_payment ? "Yes" : "No") },
        ]}
        rows={rows}
        rowKey={(biller) => biller.id}
      />
      <MoreRows
        shown={rows.length}
        noun="biller"
        hasMore={billers.hasNextPage}
        busy={billers.isFetchingNextPage}
        error={billers.isFetchNextPageError ? billers.error : null}
        onMore={() => void billers.fetchNextPage()}
      />
    </>
  );
}
