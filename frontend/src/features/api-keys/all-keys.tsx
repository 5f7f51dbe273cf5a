import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { KeyState } from "./key-state";
import { scopeWords } from "./scope-words";

export type KeyOfBiller = components["schemas"]["ApiKeyOfBillerOut"];

const allKeysQuery = infiniteQueryOptions({
  queryKey: ["api-keys", "all"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/api-keys", { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

/** The keys of all billers. One is made and revoked on its biller's page. */
export function AllKeys({ billerLink, eventsLink }: { billerLink: (key: KeyOfBiller) => ReactNode; eventsLink: (key: KeyOfBiller) => ReactNode }) {
  const keys = useInfiniteQuery(allKeysQuery);
  if (keys.isPending) return <Loading label="Loading the API keys" lines={6} />;
  if (keys.isError && !keys.data) return <Failure error={keys.error} what="the API keys" onRetry={() => void keys.refetch()} />;
  const rows = keys.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>No biller has an API key yet.</p>;
  return (
    <>
      <DataTable
        caption="API keys of all billers"
        captionHidden
        columns={[
          { name: "Name", names: true, cell: (key) => key.name },
          { name: "Biller", cell: billerLink },
          { name: "State", cell: (key) => <KeyState state={key.state} /> },
          { name: "May", cell: (key) => key.scope.map(scopeWords).join(", ") },
          { name: "Last used", cell: (key) => (key.last_used_at ? <When at={key.last_used_at} /> : "Never") },
          { name: "Ends", cell: (key) => <When at={key.expires_at} /> },
          { name: "Events", cell: eventsLink },
        ]}
        rows={rows}
        rowKey={(key) => key.id}
      />
      <MoreRows
        shown={rows.length}
        noun="key"
        hasMore={keys.hasNextPage}
        busy={keys.isFetchingNextPage}
        error={keys.isFetchNextPageError ? keys.error : null}
        onMore={() => void keys.fetchNextPage()}
      />
    </>
  );
}
