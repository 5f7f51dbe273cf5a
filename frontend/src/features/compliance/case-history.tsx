import { When } from "@/components/when";
import type { CaseEntry, CaseFile, ClockKind, FreezeKind, Outcome } from "./api";
import { clockWords, entryWords, freezeWords, outcomeWords } from "./words";

/** Everything that happened in a case, oldest first, with what people wrote. */
export function CaseHistory({ file }: { file: CaseFile }) {
  const names = new Map(file.people.map(({ id, name }) => [id, name ?? id]));
  return (
    <ol className="case-history">
      {file.history.map((entry) => (
        <li key={entry.id}>
          <p className="row-between">
            <strong>{titleOf(entry, names)}</strong>
            <span className="quiet small">
              {entry.actor ? (entry.actor.name ?? entry.actor.id) : "the platform"}, <When at={entry.at} />
            </span>
          </p>
          {entry.words === "" ? null : <p className="case-words">{entry.words}</p>}
          {entry.kind === "note" && entry.refs.length > 0 ? (
            <p className="small quiet">
              About <code>{entry.refs.join(", ")}</code>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function titleOf({ kind, refs }: CaseEntry, names: ReadonlyMap<string, string>): string {
  const words = entryWords(kind);
  const [first = "", second = "", third = ""] = refs;
  if (kind === "assigned") return first === "" ? "Given back" : `${words} ${names.get(first) ?? first}`;
  if (kind === "decided" && isOutcome(first)) return `${words}: ${outcomeWords(first)}`;
  if (kind === "opened" || kind === "joined") return `${words}: ${refs.length} ${refs.length === 1 ? "alert" : "alerts"}`;
  if (kind === "clock_ended" && isClock(first)) return `${clockWords(first)}: ${second === "met" ? `made, ${third}` : "none is due"}`;
  if (kind === "frozen" && isFreeze(second)) return freezeWords(second);
  return words;
}

const isOutcome = (text: string): text is Outcome => ["no_action", "released", "refused", "filed"].includes(text);
const isClock = (text: string): text is ClockKind => ["sar", "ctr", "ofac"].includes(text);
const isFreeze = (text: string): text is FreezeKind => ["aml", "ofac_block"].includes(text);
