import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { KeysLine } from "./keys-line";
import { moveFocus, useKeys, useKeysWanted } from "./use-keys";
import "./compliance.css";

interface DeskListProps<Row> {
  list: UseInfiniteQueryResult<InfiniteData<{ data: Row[] }>>;
  /** "the queue": what is loaded. */
  what: string;
  /** "alert": made plural by an s. */
  noun: string;
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Said where no row is. */
  empty: string;
}

/** A list of the desk: loading, failed, empty or a table that goes on, worked with j, k and Enter. */
export function DeskList<Row>({ list, what, noun, caption, columns, rowKey, empty }: DeskListProps<Row>) {
  const table = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useKeysWanted();
  const acts = useMemo(() => {
    const rows = () => [...(table.current?.querySelectorAll<HTMLElement>("tbody th a") ?? [])];
    return { j: () => moveFocus(rows(), 1), k: () => moveFocus(rows(), -1) };
  }, []);
  useKeys(acts, keys);
  if (list.isPending) return <Loading label={`Loading ${what}`} lines={8} />;
  if (list.isError && !list.data) return <Failure error={list.error} what={what} onRetry={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  if (rows.length === 0) return <p>{empty}</p>;
  return (
    <>
      <div ref={table}>
        <DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={rowKey} />
      </div>
      <MoreRows
        shown={rows.length}
        noun={noun}
        hasMore={list.hasNextPage}
        busy={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
      <KeysLine
        wanted={keys}
        onChange={setKeys}
        keys={[
          ["j", "next"],
          ["k", "previous"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
