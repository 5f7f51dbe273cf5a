import { queryOptions } from "@tanstack/react-query";
import { getJson, sendJson } from "@/components/request";
import type { BillerSettings, Section, WritableSettings } from "./settings";

const root = (billerId: string) => `/api/v1/billers/${encodeURIComponent(billerId)}`;

export const settingsQuery = (billerId: string) =>
  queryOptions({
    queryKey: ["biller-settings", billerId],
    queryFn: ({ signal }) => getJson<BillerSettings>(`${root(billerId)}/settings`, signal),
    // A form in use must not be changed under the hand; the version says when it is stale.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const fetchSettings = (billerId: string) => getJson<BillerSettings>(`${root(billerId)}/settings`);

export function changeSettings(billerId: string, version: number, values: WritableSettings, sections: readonly Section[]): Promise<BillerSettings> {
  const changes = Object.fromEntries(sections.map((section) => [section, values[section]]));
  return sendJson<BillerSettings>("PATCH", root(billerId), { version, ...changes });
}

export const createBiller = (values: WritableSettings) => sendJson<BillerSettings>("POST", "/api/v1/billers", values);
