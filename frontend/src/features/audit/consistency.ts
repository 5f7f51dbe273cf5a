/** RFC 9162, section 2.1.4.2: that a larger tree begins with the very leaves of a smaller one. */
import { sameBytes } from "@/lib/verify/canonical-json";
import { nodeHash, type Bytes } from "@/lib/verify/merkle";

export interface Consistency {
  size1: number;
  size2: number;
  root1: Bytes;
  root2: Bytes;
  path: readonly Bytes[];
}

/** True when the tree (size2, root2) only added leaves to the tree (size1, root1). */
export async function isConsistent({ size1, size2, root1, root2, path }: Consistency): Promise<boolean> {
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2) || size1 <= 0 || size1 > size2) return false;
  if ([root1, root2, ...path].some((hash) => hash.length !== 32)) return false;
  if (size1 === size2) return path.length === 0 && sameBytes(root1, root2);
  // Positions can pass 2^31, where the language's own bit operations stop being right.
  let node = BigInt(size1) - 1n;
  let last = BigInt(size2) - 1n;
  const isComplete = (BigInt(size1) & node) === 0n;
  // A complete old tree's root is itself the first hash.
  const [first, ...rest] = isComplete ? [root1, ...path] : path;
  if (!first) return false;
  while (node % 2n === 1n) {
    node /= 2n;
    last /= 2n;
  }
  let old: Bytes = first;
  let grown: Bytes = first;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      // Each hash needs the one before.
      // oxlint-disable-next-line no-await-in-loop
      [old, grown] = await Promise.all([nodeHash(sibling, old), nodeHash(sibling, grown)]);
      while (node % 2n === 0n && node !== 0n) {
        node /= 2n;
        last /= 2n;
      }
    } else {
      // oxlint-disable-next-line no-await-in-loop
      grown = await nodeHash(grown, sibling);
    }
    node /= 2n;
    last /= 2n;
  }
  return last === 0n && sameBytes(old, root1) && sameBytes(grown, root2);
}
