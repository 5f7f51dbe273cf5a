import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ButtonAnchor } from "@/components/button";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { fileProblemsQuery, wrongRowsUrl } from "./api";
import type { BillFile, FileProblem } from "./bill-file";

const columns: Column<FileProblem>[] = [
  { name: "Line", number: true, names: true, cell: (row) => row.line ?? "–" },
  { name: "Bill", cell: (row) => row.bill_number ?? "" },
  { name: "What is wrong", cell: (row) => row.message },
  { name: "Field", cell: (row) => (row.field ?? "").replaceAll("_", " ") },
  { name: "Value in the file", cell: (row) => (row.value ? <code>{row.value}</code> : <span className="quiet">nothing</span>) },
];

const ENOUGH = 20;

/** The rows that were not taken, by line; `code` shows those of one reason. */
export function ProblemsTable({ billerId, file, code }: { billerId: string; file: BillFile; code: string | undefined }) {
  const problems = useInfiniteQuery(fileProblemsQuery(billerId, file.id, file.rejected));
  const all = problems.data?.pages.flatMap((page) => page.data) ?? [];
  const rows = code === undefined ? all : all.filter((row) => row.code === code);
  // The list knows no filter, so pages are read until there is something of this reason to show.
  const readsOn = code !== undefined && rows.length < ENOUGH && problems.hasNextPage && !problems.isFetching;
  const { fetchNextPage } = problems;
  useEffect(() => {
    if (readsOn) void fetchNextPage();
  }, [readsOn, fetchNextPage]);
  if (problems.isPending) return <Loading label="Loading the wrong rows" />;
  if (problems.isError && !problems.data) return <Failure error={problems.error} what="the wrong rows" onRetry={() => void problems.refetch()} />;
  return (
    <div className="stack">
      <div className="row">
        <ButtonAnchor href={wrongRowsUrl(billerId, file.id)} download={`wrong-rows-of-${file.file_name}`}>
          Download the wrong rows (CSV)
        </ButtonAnchor>
      </div>
      <DataTable caption="Rows that were not taken" columns={columns} rows={rows} rowKey={(row) => `${row.line} ${row.field} ${row.code}`} />
      <MoreRows
        shown={rows.length}
        noun="problem"
        hasMore={problems.hasNextPage}
        busy={problems.isFetchingNextPage}
        error={problems.isFetchNextPageError ? problems.error : null}
        onMore={() => void problems.fetchNextPage()}
      />
    </div>
  );
}
