import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useBillerEvents } from "@/components/biller-events";
import { ButtonLink } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { PageHeading } from "@/components/page-heading";
import { When } from "@/components/when";
import { billFilesQuery } from "@/features/bill-files/api";
import { countText } from "@/features/bill-files/bill-file";
import { FileStatus } from "@/features/bill-files/file-status";
import { useBillerId } from "../use-biller";

export function BillFilesPage() {
  return (
    <>
      <div className="row-between">
        <PageHeading lead="Your bills come in as CSV files.">Bill files</PageHeading>
        <ButtonLink to="/biller/bill-files/new" kind="primary">
          Send a bill file
        </ButtonLink>
      </div>
      <FileList />
    </>
  );
}

function FileList() {
  const billerId = useBillerId();
  const queryClient = useQueryClient();
  const files = useInfiniteQuery(billFilesQuery(billerId));
  useBillerEvents(["bill_file", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["bill-files", billerId] }));
  if (files.isPending) return <Loading label="Loading the files" lines={6} />;
  if (files.isError && !files.data) return <Failure error={files.error} what="the files" onRetry={() => void files.refetch()} />;
  const rows = files.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>No file has been sent yet.</p>;
  return (
    <>
      <DataTable
        caption="Bill files"
        captionHidden
        columns={[
          {
            name: "File",
            names: true,
            cell: (file) => (
              <Link to="/biller/bill-files/$fileId" params={{ fileId: file.id }}>
                {file.file_name}
              </Link>
            ),
          },
          { name: "Sent", cell: (file) => <When at={file.created_at} /> },
          { name: "What it did", cell: (file) => (file.mode === "replace" ? "Replaced all open bills" : "Added and changed") },
          { name: "Status", cell: (file) => <FileStatus file={file} /> },
          { name: "Rows", number: true, cell: (file) => countText(file.rows_done) },
          { name: "New", number: true, cell: (file) => countText(file.created) },
          { name: "Changed", number: true, cell: (file) => countText(file.updated) },
          { name: "Withdrawn", number: true, cell: (file) => countText(file.withdrawn) },
          { name: "Not taken", number: true, cell: (file) => countText(file.rejected) },
        ]}
        rows={rows}
        rowKey={(file) => file.id}
      />
      <MoreRows
        shown={rows.length}
        noun="file"
        hasMore={files.hasNextPage}
        busy={files.isFetchingNextPage}
        error={files.isFetchNextPageError ? files.error : null}
        onMore={() => void files.fetchNextPage()}
      />
    </>
  );
}
