import { Mark, type MarkShape } from "@/components/mark";
import { formatMoment } from "./moments";
import type { TimelineStep } from "./api";
import { wordsOf } from "./state-words";
import "./timeline.css";

const kinds: Readonly<Record<TimelineStep["kind"], { word: string; shape: MarkShape }>> = {
  state: { word: "State", shape: "dot" },
  entry: { word: "Ledger", shape: "half" },
  leaf: { word: "Audit log", shape: "check" },
  webhook: { word: "From the processor", shape: "ring" },
  mail: { word: "Mail", shape: "triangle" },
};

/** Everything that happened, in the order it happened, with what kind of thing each was. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  if (steps.length === 0) return <p className="quiet">Nothing has been recorded for this payment yet.</p>;
  return (
    <ol className="timeline">
      {steps.map((step, place) => {
        const kind = kinds[step.kind] ?? { word: step.kind, shape: "dot" as const };
        return (
          <li key={`${step.at} ${place}`} data-kind={step.kind}>
            <Mark shape={kind.shape} />
            <div>
              <p className="timeline-title">{step.kind === "state" ? wordsOf(step.title).word : step.title}</p>
              <p className="small quiet timeline-detail">{detailOf(step)}</p>
            </div>
            <p className="small quiet timeline-kind">{kind.word}</p>
            <time dateTime={step.at} className="small quiet">
              {formatMoment(step.at)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}

/** A state is explained, the fate of a message is put in words; everything else is shown as recorded. */
function detailOf(step: TimelineStep): string {
  if (step.kind === "state") return step.detail || wordsOf(step.title).meaning;
  if (step.kind === "webhook" || step.kind === "mail") return fates[step.detail ?? ""] ?? step.detail ?? "";
  return step.detail ?? "";
}

const fates: Readonly<Record<string, string>> = { new: "Waiting for its turn", done: "Done", given_up: "Given up after many tries" };
