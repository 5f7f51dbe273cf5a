import { useState } from "react";
import { Button } from "./button";
import { CopyText } from "./copy-text";
import { sentenceFor } from "./failure";
import { proveLeaf, type Inclusion } from "./leaf-proof";
import { Status } from "./mark";

type Outcome = { state: "none" | "busy" } | { state: "refused"; why: string } | { state: "checked"; result: Inclusion };

/** A button that checks one entry here, in this browser, and says what was checked against what. */
export function LeafProofCheck({ index, leaf }: { index: number; leaf: string | Record<string, unknown> }) {
  const [outcome, setOutcome] = useState<Outcome>({ state: "none" });

  async function check() {
    setOutcome({ state: "busy" });
    try {
      setOutcome({ state: "checked", result: await proveLeaf(index, leaf) });
    } catch (error) {
      setOutcome({ state: "refused", why: whyNot(error) });
    }
  }

  return (
    <div className="stack-tight">
      <div className="row">
        <Button busy={outcome.state === "busy"} busyText="Checking" aria-label={`Verify the proof of entry ${index}`} onClick={() => void check()}>
          Verify the proof
        </Button>
        <span role="status">
          {outcome.state === "checked" && outcome.result.included ? <Status shape="check" tone="good">In the signed log</Status> : null}
          {outcome.state === "checked" && !outcome.result.included ? <Status shape="cross" tone="bad">Not in the signed log</Status> : null}
          {outcome.state === "refused" ? <Status shape="cross" tone="bad">Could not be verified</Status> : null}
        </span>
      </div>
      {outcome.state === "refused" ? <p>{outcome.why}</p> : null}
      {outcome.state === "checked" ? <InclusionWords result={outcome.result} index={index} /> : null}
    </div>
  );
}

function InclusionWords({ result, index }: { result: Inclusion; index: number }) {
  const { tree } = result;
  const witnessed = tree.quorum > 0 ? ` ${tree.witnesses} of the ${tree.quorum} witnesses it needs have signed it.` : "";
  return (
    <>
      <p className="small">
        {result.included
          ? `Checked in this browser: entry ${index} stands in the log of ${tree.size} entries whose root the log ${tree.origin} has signed (${result.path.length} hashes).${witnessed}`
          : result.why}
      </p>
      <p className="small quiet">
        Entry hash <CopyText text={result.leafHash} what="the entry hash" />
      </p>
    </>
  );
}

/** Refusals of the check are sentences of ours without a capital letter; others come from the API. */
export function whyNot(error: unknown): string {
  const isCheck = error instanceof Error && !["Problem", "NoAnswer", "TypeError"].includes(error.name);
  if (!isCheck) return sentenceFor(error);
  const text = (error as Error).message;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
