/**
 * Checks, in the reader's own browser, that an entry stands in the audit log.
 *
 * The entry is hashed here; the server only says which hashes stand beside it. The newest root is taken from a checkpoint whose
 * signature is checked here with the key of the policy.
 */
import { answer, api, fetchText } from "@/api/client";
import { canonicalBytes } from "@/lib/verify/canonical-json";
import { fromBase64, toBase64 } from "@/lib/verify/encodings";
import { isIncluded, leafHash } from "@/lib/verify/merkle";
import { NoteRefused, parseCheckpoint, verifyNote } from "@/lib/verify/note";
import { parsePolicy } from "@/lib/verify/policy";

export interface SignedTree {
  text: string;
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  witnesses: number;
  quorum: number;
}

/** The checkpoint that a text holds, once the log's signature on it was found good. Throws `NoteRefused`. */
export async function readSigned(checkpointText: string, policyText: string): Promise<SignedTree> {
  const policy = await parsePolicy(policyText);
  const { body, signedBy } = await verifyNote(checkpointText, [policy.logKey, ...policy.witnesses]);
  if (!signedBy.has(policy.logKey)) throw new NoteRefused("the log itself has not signed this checkpoint");
  const checkpoint = parseCheckpoint(body);
  if (checkpoint.origin !== policy.origin) throw new NoteRefused(`the checkpoint is of another log, ${checkpoint.origin}`);
  const witnesses = policy.witnesses.filter((witness) => signedBy.has(witness)).length;
  return { text: checkpointText, origin: checkpoint.origin, size: checkpoint.size, root: toBase64(checkpoint.root), witnesses, quorum: policy.quorum };
}

export const fetchPolicy = (signal?: AbortSignal) => fetchText("/api/v1/audit/policy.json", signal);
export const fetchCheckpoint = (signal?: AbortSignal) => fetchText("/api/v1/audit/log/checkpoint", signal);

export async function fetchSignedTree(signal?: AbortSignal): Promise<SignedTree> {
  const [checkpoint, policy] = await Promise.all([fetchCheckpoint(signal), fetchPolicy(signal)]);
  return readSigned(checkpoint, policy);
}

/** The hashes beside an entry in a tree of exactly this size. */
export const fetchInclusionProof = (index: number, size: number) => answer(api.GET("/api/v1/audit/proof/inclusion", { params: { query: { index, size } } }));

export interface Inclusion {
  included: boolean;
  why: string | null;
  leafHash: string;
  tree: SignedTree;
  path: string[];
}

/**
 * Fetches the newest checkpoint and the proof for exactly that tree, and checks both. `leaf` is the entry's text as it was hashed,
 * or the object that text holds.
 */
export async function proveLeaf(index: number, leaf: string | Record<string, unknown>): Promise<Inclusion> {
  const tree = await fetchSignedTree();
  if (index >= tree.size) throw new NoteRefused("the newest checkpoint does not cover this entry yet; try again in a moment");
  const proof = await fetchInclusionProof(index, tree.size);
  const bytes = typeof leaf === "string" ? new TextEncoder().encode(leaf) : canonicalBytes(leaf);
  const included = await isIncluded({ leaf: bytes, index, size: tree.size, path: proof.path.map(fromBase64), root: fromBase64(tree.root) });
  return {
    included,
    why: included ? null : "The entry and its proof do not lead to the root that the log has signed.",
    leafHash: toBase64(await leafHash(bytes)),
    tree,
    path: proof.path,
  };
}
