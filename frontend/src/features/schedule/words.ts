import type { Job, Outcome, Period, Run } from "./api";

/** "backup-verification" as people read it. */
export function jobWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const periods: Record<Period, string> = { continuous: "Every five minutes", daily: "Daily", weekly: "Weekly", monthly: "Monthly", quarterly: "Quarterly" };

export const periodWords = (period: Period) => periods[period];

const owners: Record<Job["owner"], string> = { operations: "Operations", compliance: "Compliance", security: "Security" };

export const ownerWords = (owner: Job["owner"]) => owners[owner];

const outcomes: Record<Outcome, string> = { running: "Running", ok: "Done", look: "Done, look at it", failed: "Failed", lost: "Cut off", signed_off: "Signed off" };

export const outcomeWords = (outcome: Outcome) => outcomes[outcome];

export type Standing = "running" | "wanted" | "overdue" | "failing" | "look" | "due" | "done" | "waits";

/** The one thing to know of a job just now; what needs somebody comes first. */
export function standingOf(job: Job): Standing {
  if (job.is_running) return "running";
  if (job.overdue_seconds > 0) return "overdue";
  if (job.failures > 0) return "failing";
  if (job.look_since !== null) return "look";
  if (job.is_wanted) return "wanted";
  if (job.is_for_a_person && job.can_be_signed_off) return "due";
  return job.newest === null ? "waits" : "done";
}

export const needsSomebody = (job: Job) => ["overdue", "failing", "look", "due"].includes(standingOf(job));

/** "4 s", "12 min", "2 h 5 min"; nothing while it runs or where a person did it. */
export function durationWords(run: Run | null): string {
  if (run === null || run.ended_at === null || run.outcome === "signed_off") return "";
  const seconds = Math.max(0, Math.round((Date.parse(run.ended_at) - Date.parse(run.started_at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const own: Record<string, string> = { schedule: "the schedule", script: "the command line" };

/** Who began it: the schedule, the command line, or a person by their id. */
export const byWords = (by: string) => own[by] ?? by;
