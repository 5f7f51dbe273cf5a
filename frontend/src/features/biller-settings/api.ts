import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import type { BillerSettings, Section, WritableSettings } from "./settings";

/** An answer holds every setting. The schema calls some optional, because a request may leave them out. */
const whole = (given: Promise<components["schemas"]["BillerSettingsOut"]>) => given as Promise<BillerSettings>;

export const fetchSettings = (billerId: string, signal?: AbortSignal) =>
  whole(answer(api.GET("/api/v1/billers/{biller_id}/settings", { params: { path: { biller_id: billerId } }, ...(signal ? { signal } : {}) })));

export const settingsQuery = (billerId: string) =>
  queryOptions({
    queryKey: ["biller-settings", billerId],
    queryFn: ({ signal }) => fetchSettings(billerId, signal),
    // A form in use must not be changed under the hand; the version says when it is stale.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export function changeSettings(billerId: string, version: number, values: WritableSettings, sections: readonly Section[]): Promise<BillerSettings> {
  const changes = Object.fromEntries(sections.map((section) => [section, values[section]]));
  return whole(answer(api.PATCH("/api/v1/billers/{biller_id}", { params: { path: { biller_id: billerId } }, body: { version, ...changes } })));
}

export const createBiller = (values: WritableSettings) => whole(answer(api.POST("/api/v1/billers", { body: values })));
