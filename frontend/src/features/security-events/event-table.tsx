import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { securityEventsQuery, type EventFilters, type SecurityEvent } from "./api";
import { eventWords } from "./event-words";

export function EventTable({ filters, aboutLink, entryLink }: { filters: EventFilters; aboutLink?: (event: SecurityEvent) => ReactNode; entryLink: (event: SecurityEvent) => ReactNode }) {
  const events = useInfiniteQuery(securityEventsQuery(filters));
  if (events.isPending) return <Loading label="Loading the security events" lines={6} />;
  if (events.isError && !events.data) return <Failure error={events.error} what="the security events" onRetry={() => void events.refetch()} />;
  const rows = events.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>There is no such security event.</p>;
  return (
    <>
      <DataTable
        caption="Security events, newest first"
        captionHidden
        columns={[
          { name: "When", names: true, cell: (event) => <When at={event.at} exact /> },
          { name: "What", cell: (event) => eventWords(event.type) },
          ...(aboutLink ? [{ name: "About", cell: aboutLink }] : []),
          { name: "By", cell: (event) => (event.actor === event.subject ? "themselves" : <code>{event.actor}</code>) },
          { name: "How", cell: (event) => detail(event) },
          { name: "In the log", number: true, cell: entryLink },
        ]}
        rows={rows}
        rowKey={(event) => String(event.index)}
      />
      <MoreRows
        shown={rows.length}
        noun="event"
        hasMore={events.hasNextPage}
        busy={events.isFetchingNextPage}
        error={events.isFetchNextPageError ? events.error : null}
        onMore={() => void events.fetchNextPage()}
      />
    </>
  );
}

function detail(event: SecurityEvent): string {
  return Object.entries(event.data)
    .filter(([name, value]) => ["by", "why", "kind", "about", "role", "status", "reason"].includes(name) && value !== null)
    .map(([name, value]) => `${name}: ${String(value).replaceAll("_", " ")}`)
    .join(", ");
}
