import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { MoreRows } from "@/components/more-rows";
import { When } from "@/components/when";
import { peopleQuery, type Person, type PersonFilters, type PersonStatus } from "./api";

export function PeopleTable({ filters, roleWords, linkTo }: { filters: PersonFilters; roleWords: (role: string) => string; linkTo: (person: Person) => ReactNode }) {
  const people = useInfiniteQuery(peopleQuery(filters));
  if (people.isPending) return <Loading label="Loading the people" lines={6} />;
  if (people.isError && !people.data) return <Failure error={people.error} what="the people" onRetry={() => void people.refetch()} />;
  const rows = people.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <p>{filters.email ? "Nobody signs in with exactly this address." : "Nobody fits."}</p>;
  return (
    <>
      <DataTable
        caption="People, newest first"
        captionHidden
        columns={[
          { name: "Name", names: true, cell: linkTo },
          { name: "Email", cell: (person) => person.email },
          { name: "Role", cell: (person) => roleWords(person.role) + (person.biller_name ? `, ${person.biller_name}` : "") },
          { name: "State", cell: (person) => <PersonState status={person.status} /> },
          { name: "Since", cell: (person) => <When at={person.created_at} /> },
        ]}
        rows={rows}
        rowKey={(person) => person.id}
      />
      <MoreRows
        shown={rows.length}
        noun="line"
        hasMore={people.hasNextPage}
        busy={people.isFetchingNextPage}
        error={people.isFetchNextPageError ? people.error : null}
        onMore={() => void people.fetchNextPage()}
      />
    </>
  );
}

export function PersonState({ status }: { status: PersonStatus }) {
  if (status === "active") return <Status shape="check" tone="good">Active</Status>;
  return <Status shape="cross" tone="bad">Deactivated</Status>;
}
