import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Schedule = Schemas["ScheduleOut"];
export type Job = Schemas["JobOut"];
export type Run = Schemas["JobRunOut"];
export type Outcome = Run["outcome"];
export type Period = Job["period"];

/** Everything about the schedule begins with this key, so that one act brings all of it up to date. */
export const SCHEDULE = "schedule";
const LIVE = 5_000;

export const scheduleQuery = queryOptions({
  queryKey: [SCHEDULE, "jobs"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/jobs", { signal })),
  refetchInterval: LIVE,
});

const of = (name: string) => ({ params: { path: { name } } });

export const jobQuery = (name: string) =>
  queryOptions({
    queryKey: [SCHEDULE, "job", name],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/jobs/{name}", { ...of(name), signal })),
    refetchInterval: LIVE,
  });

export const runsQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: [SCHEDULE, "runs", name],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/jobs/{name}/runs", { params: { path: { name }, query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: 15_000,
  });

export const runNow = (name: string) => answer(api.POST("/api/v1/jobs/{name}/run", of(name)));
export const signOff = (name: string, note: string) => answer(api.POST("/api/v1/jobs/{name}/sign-off", { ...of(name), body: { note } }));
