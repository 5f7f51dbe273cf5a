import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { formatDateTime } from "@/lib/dates";
import { auditEntriesQuery, type AuditEntry } from "./api";
import "./audit.css";

/** What happened, in a few words out of the entry itself. */
function gist(entry: AuditEntry): string {
  if (entry.leaf === null) return "For compliance only. Its hash is in the tree.";
  const event = entry.leaf["event"];
  const actor = entry.leaf["actor"];
  return [typeof event === "string" ? event : entry.type, typeof actor === "string" ? `by ${actor}` : ""].filter(Boolean).join(" ");
}

export function EntriesList({ subject, linkTo, subjectLink }: {
  subject: string | undefined;
  linkTo: (entry: AuditEntry) => ReactNode;
  subjectLink: (entry: AuditEntry) => ReactNode;
}) {
  const entries = useInfiniteQuery(auditEntriesQuery(subject));
  if (entries.isPending) return <Loading label="Loading the entries" lines={8} />;
  if (entries.isError && !entries.data) return <Failure error={entries.error} what="the entries" onRetry={() => void entries.refetch()} />;
  const rows = entries.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) {
    return <p>{subject ? `The log has no entry about ${subject}. Subjects are full ids, such as pay_… or usr_….` : "The log has no entries yet."}</p>;
  }
  return (
    <>
      <DataTable
        caption="Entries, newest first"
        columns={[
          { name: "Entry", names: true, number: true, cell: linkTo },
          { name: "When", cell: (entry) => formatDateTime(entry.at) },
          { name: "What", cell: gist },
          { name: "About", cell: subjectLink },
          {
            name: "Word for word",
            cell: (entry) => (
              <details>
                <summary>Show</summary>
                <pre className="checkpoint-text">{entry.leaf === null ? entry.leaf_hash : JSON.stringify(entry.leaf, null, 2)}</pre>
              </details>
            ),
          },
        ]}
        rows={rows}
        rowKey={(entry) => String(entry.index)}
      />
      <MoreRows
        shown={rows.length}
        noun="line"
        hasMore={entries.hasNextPage}
        busy={entries.isFetchingNextPage}
        error={entries.isFetchNextPageError ? entries.error : null}
        onMore={() => void entries.fetchNextPage()}
      />
    </>
  );
}
