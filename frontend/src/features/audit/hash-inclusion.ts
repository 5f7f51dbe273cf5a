/** RFC 9162, section 2.1.3.2, from the hash of a leaf: for readers who may not see what the leaf says. */
import { sameBytes } from "@/lib/verify/canonical-json";
import { nodeHash, type Bytes } from "@/lib/verify/merkle";

export async function hashIsIncluded(proof: { hash: Bytes; index: number; size: number; path: readonly Bytes[]; root: Bytes }): Promise<boolean> {
  if (!Number.isSafeInteger(proof.index) || proof.index < 0 || proof.index >= proof.size || proof.hash.length !== 32) return false;
  let node = BigInt(proof.index);
  let last = BigInt(proof.size) - 1n;
  let hash = proof.hash;
  for (const sibling of proof.path) {
    if (last === 0n || sibling.length !== 32) return false;
    if (node % 2n === 1n || node === last) {
      // Each hash needs the one before.
      // oxlint-disable-next-line no-await-in-loop
      hash = await nodeHash(sibling, hash);
      while (node % 2n === 0n && node !== 0n) {
        node /= 2n;
        last /= 2n;
      }
    } else {
      // oxlint-disable-next-line no-await-in-loop
      hash = await nodeHash(hash, sibling);
    }
    node /= 2n;
    last /= 2n;
  }
  return last === 0n && sameBytes(hash, proof.root);
}
