import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type SecurityEvent = components["schemas"]["SecurityEventOut"];
export type SecurityKind = components["schemas"]["SecurityKind"];

export interface EventFilters {
  kind?: SecurityKind | undefined;
  subject?: string | undefined;
  /** Days, in the reader's zone; both are included. */
  from?: string | undefined;
  to?: string | undefined;
}

const startOf = (day: string, days = 0): string => {
  const moment = new Date(`${day}T00:00:00`);
  moment.setDate(moment.getDate() + days);
  return moment.toISOString();
};

export const securityEventsQuery = ({ kind, subject, from, to }: EventFilters) =>
  infiniteQueryOptions({
    queryKey: ["security-events", kind ?? "", subject ?? "", from ?? "", to ?? ""],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/audit/security-events", {
          params: { query: { kind, subject, from: from && startOf(from), to: to && startOf(to, 1), limit: 25, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
