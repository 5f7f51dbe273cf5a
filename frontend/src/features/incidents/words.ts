import type { Incident, Kind, Step } from "./api";

const kinds: Record<Kind, string> = {
  security_breach: "Security breach",
  compliance_violation: "Compliance violation",
  payments_down: "Payments down",
  database_corruption: "Database corruption",
  slow: "Slow service",
  partial_outage: "Partial outage",
  bug: "Bug",
  request: "Request",
};

export const kindWords = (kind: Kind) => kinds[kind];

const states: Record<Incident["state"], string> = { open: "Open", contained: "Contained", resolved: "Resolved" };

export const stateWords = (state: Incident["state"]) => states[state];

const events: Record<string, string> = { declared: "Declared", contained: "Contained", resolved: "Resolved", note: "Note", seen: "Seen in the audit log", told_public: "Told the public" };

/** "isolate_affected_systems" as people read it; events have words of their own. */
export function stepWords(step: Pick<Step, "name">): string {
  const own = events[step.name];
  if (own !== undefined) return own;
  const words = step.name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "usr_1, usr_2" or one a line, as a list without repeats. */
export function idsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((part) => part !== ""))];
}
