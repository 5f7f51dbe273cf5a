import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Bill } from "@/api/types";
import { Amount } from "@/components/amount";
import { useBillerEvents } from "@/components/biller-events";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { formatDate } from "@/lib/dates";
import { billerBillsQuery, type BillFilters } from "./api";
import { BillStatus } from "./bill-status";

interface BillListProps {
  billerId: string;
  filters: BillFilters;
  linkTo: (bill: Bill) => ReactNode;
  empty: ReactNode;
}

/** A biller's bills. It follows payments and files as they happen. */
export function BillList({ billerId, filters, linkTo, empty }: BillListProps) {
  const queryClient = useQueryClient();
  const bills = useInfiniteQuery(billerBillsQuery(billerId, filters));
  useBillerEvents(["payment", "bill_file", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["biller-bills", billerId] }));
  if (bills.isPending) return <Loading label="Loading the bills" lines={8} />;
  if (bills.isError && !bills.data) return <Failure error={bills.error} what="the bills" onRetry={() => void bills.refetch()} />;
  const rows = bills.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return empty;
  const columns: Column<Bill>[] = [
    { name: "Bill", names: true, cell: linkTo },
    { name: "Account", cell: (bill) => bill.account_number },
    { name: "Name", cell: (bill) => bill.account_name },
    { name: "Due", cell: (bill) => formatDate(bill.due_on) },
    { name: "Status", cell: (bill) => <BillStatus bill={bill} /> },
    { name: "Asked for", number: true, cell: (bill) => <Amount money={bill.amount_due} /> },
    { name: "Paid", number: true, cell: (bill) => <Amount money={bill.amount_paid} /> },
    { name: "Open", number: true, cell: (bill) => <Amount money={bill.amount_open} /> },
  ];
  return (
    <>
      <DataTable caption="Bills" captionHidden columns={columns} rows={rows} rowKey={(bill) => bill.id} />
      <MoreRows
        shown={rows.length}
        noun="bill"
        hasMore={bills.hasNextPage}
        busy={bills.isFetchingNextPage}
        error={bills.isFetchNextPageError ? bills.error : null}
        onMore={() => void bills.fetchNextPage()}
      />
    </>
  );
}
