import { Mark, type MarkShape } from "@/components/mark";
import { When } from "@/components/when";
import type { TimelineStep } from "./api";
import { eventInWords } from "./event-words";
import { wordsOf } from "./state-words";
import "./timeline.css";

const kinds: Readonly<Record<TimelineStep["kind"], { word: string; shape: MarkShape }>> = {
  state: { word: "State", shape: "dot" },
  entry: { word: "Ledger", shape: "half" },
  leaf: { word: "Audit log", shape: "check" },
  webhook: { word: "From the processor", shape: "ring" },
  mail: { word: "Mail", shape: "check" },
};

/** Everything that happened, oldest first, with what kind of thing each was. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  if (steps.length === 0) return <p className="quiet">Nothing has been recorded for this payment yet.</p>;
  return (
    <ol className="timeline">
      {steps.map((step, place) => {
        const { title, detail, code, shape } = lineOf(step);
        return (
          <li key={`${step.at} ${place}`} data-kind={step.kind}>
            <Mark shape={shape} />
            <div>
              <p className="timeline-title">{title}</p>
              <p className="small quiet timeline-detail">
                {detail}
                {code === "" ? null : <> · <code>{code}</code></>}
              </p>
            </div>
            <p className="small quiet timeline-kind">{kinds[step.kind].word}</p>
            <When at={step.at} exact className="small quiet" />
          </li>
        );
      })}
    </ol>
  );
}

interface Line {
  title: string;
  detail: string;
  /** What machines call it. */
  code: string;
  shape: MarkShape;
}

function lineOf({ kind, title, detail }: TimelineStep): Line {
  const { shape } = kinds[kind];
  switch (kind) {
    case "state":
      return { title: wordsOf(title).word, detail: detail || wordsOf(title).meaning, code: "", shape };
    case "webhook":
      return { title: eventInWords(title), detail: notices[detail] ?? detail, code: title, shape: detail === "given_up" ? "triangle" : shape };
    case "mail": {
      const fate = mails[detail];
      return { title, detail: fate?.words ?? detail, code: "", shape: fate?.shape ?? shape };
    }
    case "entry": {
      const [event = "", id = ""] = detail.split(", ");
      return { title, detail: eventInWords(event), code: id, shape };
    }
    case "leaf":
      return { title, detail: detail === "ledger.entry" ? "A ledger entry, sealed" : eventInWords(detail), code: "", shape };
  }
}

const notices: Readonly<Record<string, string>> = { new: "Waiting for its turn", done: "Received", given_up: "Given up after many tries" };

const mails: Readonly<Record<string, { words: string; shape: MarkShape }>> = {
  waiting: { words: "Waiting for its turn", shape: "ring" },
  sending: { words: "On its way to the mail server", shape: "half" },
  sent: { words: "Sent", shape: "check" },
  bounced: { words: "The payer’s mail server refused it", shape: "triangle" },
  given_up: { words: "Given up after many tries", shape: "triangle" },
};
