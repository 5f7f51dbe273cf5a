import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ButtonAnchor } from "@/components/button";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { fileProblemsQuery, wrongRowsUrl } from "./api";
import { columnOf, wrongRowsName, type BillFile, type FileProblem, type FileProblemCode } from "./bill-file";

const columnsOf = (file: BillFile): Column<FileProblem>[] => [
  { name: "Line", number: true, names: true, cell: (row) => row.line ?? "–" },
  { name: "Bill", cell: (row) => row.bill_number ?? "" },
  { name: "What is wrong", cell: (row) => row.message },
  { name: "Column in your file", cell: (row) => columnOf(file, row.field) ?? <span className="quiet">the whole row</span> },
  { name: "Value in the file", cell: valueIn },
];

/** A second check is never shown, nor kept: what is wrong with it may still be somebody's ZIP code. */
function valueIn(row: FileProblem): ReactNode {
  if (row.value) return <code>{row.value}</code>;
  if (row.code === "missing_value") return <span className="quiet">empty</span>;
  return <span className="quiet">{row.field === "second_factor" ? "not shown" : "–"}</span>;
}

/** The rows that were not taken, by line; `code` shows those of one reason. */
export function ProblemsTable({ billerId, file, code }: { billerId: string; file: BillFile; code: string | undefined }) {
  const reason = code !== undefined && code in file.problems_by_reason ? (code as FileProblemCode) : undefined;
  const problems = useInfiniteQuery(fileProblemsQuery(billerId, file.id, file.rejected, reason));
  const rows = problems.data?.pages.flatMap((page) => page.data) ?? [];
  if (problems.isPending) return <Loading label="Loading the wrong rows" />;
  if (problems.isError && !problems.data) return <Failure error={problems.error} what="the wrong rows" onRetry={() => void problems.refetch()} />;
  return (
    <div className="stack">
      <div className="row">
        <ButtonAnchor href={wrongRowsUrl(billerId, file.id)} download={wrongRowsName(file.file_name)}>
          Download the wrong rows (CSV)
        </ButtonAnchor>
      </div>
      <DataTable caption="Rows that were not taken" columns={columnsOf(file)} rows={rows} rowKey={(row) => `${row.line} ${row.field} ${row.code}`} />
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
