import { describe, expect, it } from "vitest";
import type { Job, Run } from "./api";
import { byWords, durationWords, jobWords, needsSomebody, outcomeWords, standingOf } from "./words";

const run = (more: Partial<Run> = {}): Run => ({
  id: "run_1", outcome: "ok", slot: "2026-11-23T02:00:00Z", started_at: "2026-11-23T02:00:00Z", ended_at: "2026-11-23T02:00:42Z", server: "srv-1", by: "schedule", result: "", note: "", ...more,
});
const job = (more: Partial<Job> = {}): Job => ({
  name: "backup", period: "daily", owner: "operations", words: "", command: "paymentus backup create", is_for_a_person: false, due_at: "2026-11-24T02:00:00Z", overdue_seconds: 0, failures: 0,
  last_success_at: null, look_since: null, is_running: false, is_wanted: false, can_be_signed_off: false, newest: run(), ...more,
});

describe("words of the schedule", () => {
  it("say how a job stands, and first what needs somebody", () => {
    expect(standingOf(job())).toBe("done");
    expect(standingOf(job({ newest: null }))).toBe("waits");
    expect(standingOf(job({ failures: 1, overdue_seconds: 60 }))).toBe("overdue");
    expect(standingOf(job({ failures: 1, is_wanted: true }))).toBe("failing");
    expect(standingOf(job({ look_since: "2026-11-23T02:00:42Z" }))).toBe("look");
    expect(standingOf(job({ is_running: true, overdue_seconds: 60 }))).toBe("running");
    expect(standingOf(job({ is_for_a_person: true, can_be_signed_off: true }))).toBe("due");
    expect(needsSomebody(job({ failures: 1 }))).toBe(true);
    expect(needsSomebody(job())).toBe(false);
  });

  it("say how long a run took", () => {
    expect(durationWords(run())).toBe("42 s");
    expect(durationWords(run({ ended_at: "2026-11-23T02:12:10Z" }))).toBe("12 min");
    expect(durationWords(run({ ended_at: "2026-11-23T04:05:00Z" }))).toBe("2 h 5 min");
    expect(durationWords(run({ ended_at: null }))).toBe("");
    expect(durationWords(run({ outcome: "signed_off" }))).toBe("");
    expect(durationWords(null)).toBe("");
  });

  it("name jobs, outcomes and who began them as people read them", () => {
    expect(jobWords("backup-verification")).toBe("Backup verification");
    expect(outcomeWords("lost")).toBe("Cut off");
    expect(byWords("schedule")).toBe("the schedule");
    expect(byWords("usr_7")).toBe("usr_7");
  });
});
