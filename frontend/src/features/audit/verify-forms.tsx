import { useState, type FormEvent } from "react";
import { Button } from "@/components/button";
import { TextField } from "@/components/field";
import { fetchInclusionProof, fetchSignedTree } from "@/components/leaf-proof";
import { whyNot } from "@/components/leaf-proof-check";
import { Notice, type Tone } from "@/components/notice";
import { Panel } from "@/components/panel";
import { fromBase64 } from "@/lib/verify/encodings";
import { fetchConsistency } from "./api";
import { isConsistent } from "./consistency";
import { hashIsIncluded } from "./hash-inclusion";

interface Verdict {
  tone: Tone;
  title: string;
  words: string;
}

/** A small form whose outcome is a verdict; refusals are verdicts too. */
function CheckForm({ title, lead, children, check }: {
  title: string;
  lead: string;
  children: (errors: Record<string, string>) => React.ReactNode;
  check: (numbers: Record<string, number>) => Promise<Verdict>;
}) {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  async function run(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const numbers: Record<string, number> = {};
    const found: Record<string, string> = {};
    const form = event.currentTarget;
    for (const [name, value] of new FormData(form)) {
      const text = String(value).trim();
      if (/^\d{1,15}$/.test(text)) numbers[name] = Number(text);
      else found[name] = "Write a whole number.";
    }
    setErrors(found);
    setVerdict(null);
    const [firstWrong] = Object.keys(found);
    if (firstWrong) {
      form.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      setVerdict(await check(numbers));
    } catch (error) {
      setVerdict({ tone: "bad", title: "Could not be verified", words: whyNot(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Panel label={title}>
      <h2>{title}</h2>
      <p className="quiet">{lead}</p>
      <form className="stack" noValidate onSubmit={(event) => void run(event)}>
        <div className="row">{children(errors)}</div>
        <div>
          <Button type="submit" busy={busy} busyText="Checking">
            Check in this browser
          </Button>
        </div>
      </form>
      <div role="status">
        {verdict ? (
          <Notice tone={verdict.tone} title={verdict.title}>
            <p>{verdict.words}</p>
          </Notice>
        ) : null}
      </div>
    </Panel>
  );
}

async function checkInclusion(numbers: Record<string, number>): Promise<Verdict> {
  const at = numbers["index"] ?? 0;
  const tree = await fetchSignedTree();
  if (at >= tree.size) return { tone: "warn", title: "There is no such entry", words: `The log has ${tree.size} entries; the first is entry 0.` };
  const proof = await fetchInclusionProof(at, tree.size);
  const holds = await hashIsIncluded({ hash: fromBase64(proof.leaf_hash), index: at, size: tree.size, path: proof.path.map(fromBase64), root: fromBase64(tree.root) });
  return holds
    ? { tone: "good", title: `Entry ${at} is in the log`, words: `Its hash ${proof.leaf_hash} leads over ${proof.path.length} hashes to the root that ${tree.origin} has signed for ${tree.size} entries.` }
    : { tone: "bad", title: "The proof does not hold", words: `What the server sent for entry ${at} does not lead to the signed root. Keep the checkpoint and tell the auditor.` };
}

export function InclusionForm({ index }: { index: number | undefined }) {
  return (
    <CheckForm title="Is an entry in the log?" lead="Fetches the hashes beside the entry and joins them here, up to the root the log has signed." check={checkInclusion}>
      {(errors) => <TextField label="Entry" name="index" inputMode="numeric" width={10} defaultValue={index} error={errors["index"]} />}
    </CheckForm>
  );
}

async function checkConsistency(numbers: Record<string, number>): Promise<Verdict> {
  const from = numbers["from"] ?? 0;
  const to = numbers["to"] ?? 0;
  const [proof, tree] = await Promise.all([fetchConsistency(from, to), fetchSignedTree()]);
  const holds = await isConsistent({ size1: from, size2: to, root1: fromBase64(proof.root1), root2: fromBase64(proof.root2), path: proof.path.map(fromBase64) });
  if (!holds || (to === tree.size && proof.root2 !== tree.root)) {
    return { tone: "bad", title: "The proof does not hold", words: "What the server sent does not show that the log only grew. Keep the checkpoints and tell the auditor." };
  }
  const signed = to === tree.size ? "The larger root is the one the log has signed." : "Compare both roots with checkpoints you have kept.";
  return { tone: "good", title: "The log only grew", words: `The log of ${to} entries begins with the log of ${from} entries, unchanged. Roots: ${proof.root1} and ${proof.root2}. ${signed}` };
}

export function ConsistencyForm() {
  return (
    <CheckForm title="Did the log only grow?" lead="Between two sizes: the larger log must begin with the very entries of the smaller one." check={checkConsistency}>
      {(errors) => (
        <>
          <TextField label="From size" name="from" inputMode="numeric" width={10} error={errors["from"]} />
          <TextField label="To size" name="to" inputMode="numeric" width={10} error={errors["to"]} />
        </>
      )}
    </CheckForm>
  );
}
