/** RFC 6962 hashes and inclusion (RFC 9162, section 2.1.3.2), over WebCrypto. */
import { sameBytes } from "./canonical-json";

export type Bytes = Uint8Array<ArrayBuffer>;

async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
}

/** A leaf is hashed with 0x00 before it and a node with 0x01, so that neither can pass for the other. */
export const leafHash = (leaf: Uint8Array) => sha256(Uint8Array.of(0), leaf);
export const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right);

/** True when `path` leads from the leaf at `index` to the root of a tree of `size` leaves. */
export async function isIncluded(proof: { leaf: Uint8Array; index: number; size: number; path: readonly Uint8Array[]; root: Uint8Array }): Promise<boolean> {
  if (!Number.isSafeInteger(proof.index) || proof.index < 0 || proof.index >= proof.size) return false;
  // Positions can pass 2^31, where the language's own bit operations stop being right.
  let node = BigInt(proof.index);
  let last = BigInt(proof.size) - 1n;
  let hash = await leafHash(proof.leaf);
  for (const sibling of proof.path) {
    if (last === 0n || sibling.length !== 32) return false;
    if (node % 2n === 1n || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2n === 0n && node !== 0n) {
        node /= 2n;
        last /= 2n;
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    node /= 2n;
    last /= 2n;
  }
  return last === 0n && sameBytes(hash, proof.root);
}
