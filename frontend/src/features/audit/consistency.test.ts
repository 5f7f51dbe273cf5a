// @vitest-environment node
import { describe, expect, it } from "vitest";
import { leafHash, nodeHash, type Bytes } from "@/lib/verify/merkle";
import { isConsistent } from "./consistency";
import { hashIsIncluded } from "./hash-inclusion";

const leaves = await Promise.all(Array.from({ length: 9 }, (_, place) => leafHash(new TextEncoder().encode(`leaf ${place}`))));

/** Largest power of two smaller than the number of leaves. */
const split = (count: number) => 2 ** Math.floor(Math.log2(count - 1));

async function root(hashes: readonly Bytes[]): Promise<Bytes> {
  const [only] = hashes;
  if (hashes.length === 1 && only) return only;
  const middle = split(hashes.length);
  return nodeHash(await root(hashes.slice(0, middle)), await root(hashes.slice(middle)));
}

/** SUBPROOF of RFC 9162, section 2.1.4.1, straight from its text. */
async function proof(size: number, hashes: readonly Bytes[], isWhole: boolean): Promise<Bytes[]> {
  if (size === hashes.length) return isWhole ? [] : [await root(hashes)];
  const middle = split(hashes.length);
  if (size <= middle) return [...(await proof(size, hashes.slice(0, middle), isWhole)), await root(hashes.slice(middle))];
  return [...(await proof(size - middle, hashes.slice(middle), false)), await root(hashes.slice(0, middle))];
}

async function growth(size1: number, size2: number) {
  return { size1, size2, root1: await root(leaves.slice(0, size1)), root2: await root(leaves.slice(0, size2)), path: await proof(size1, leaves.slice(0, size2), true) };
}

describe("a consistency proof", () => {
  it("holds between all sizes of a small log", async () => {
    const outcomes = [];
    for (let size2 = 1; size2 <= leaves.length; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1) outcomes.push(await isConsistent(await growth(size1, size2)));
    }
    expect(outcomes).toEqual(outcomes.map(() => true));
    expect(outcomes).toHaveLength(45);
  });

  it("does not hold for another old root, another new root or another order", async () => {
    const honest = await growth(3, 7);
    expect(await isConsistent({ ...honest, root1: await root(leaves.slice(1, 4)) })).toBe(false);
    expect(await isConsistent({ ...honest, root2: await root(leaves.slice(1, 8)) })).toBe(false);
    expect(await isConsistent({ ...honest, path: honest.path.toReversed() })).toBe(false);
  });

  it("does not hold when it is cut or made longer", async () => {
    const honest = await growth(4, 9);
    expect(await isConsistent({ ...honest, path: honest.path.slice(1) })).toBe(false);
    expect(await isConsistent({ ...honest, path: [...honest.path, honest.root1] })).toBe(false);
  });

  it("does not lead backwards or from nothing", async () => {
    const honest = await growth(3, 7);
    expect(await isConsistent({ ...honest, size1: 7, size2: 3 })).toBe(false);
    expect(await isConsistent({ ...honest, size1: 0 })).toBe(false);
  });
});

describe("an inclusion proof from a leaf's hash", () => {
  it("holds for every leaf of a small log, and for no other place", async () => {
    const hashes = leaves.slice(0, 3);
    const [first, second, third] = hashes as [Bytes, Bytes, Bytes];
    const top = await root(hashes);
    const path = [first, third];
    expect(await hashIsIncluded({ hash: second, index: 1, size: 3, path, root: top })).toBe(true);
    expect(await hashIsIncluded({ hash: second, index: 0, size: 3, path, root: top })).toBe(false);
    expect(await hashIsIncluded({ hash: third, index: 1, size: 3, path, root: top })).toBe(false);
    expect(await hashIsIncluded({ hash: second, index: 1, size: 3, path: [first], root: top })).toBe(false);
    expect(await hashIsIncluded({ hash: third, index: 2, size: 3, path: [await nodeHash(first, second)], root: top })).toBe(true);
  });
});
