/** Signed notes, their keys, and checkpoints: C2SP signed-note, tlog-cosignature and tlog-checkpoint. */
import { fromBase64, NotEncoded, toHex } from "./encodings";
import type { Bytes } from "./merkle";

export class NoteRefused extends Error {}

const ED25519 = 0x01;
const COSIGNATURE_V1 = 0x04;
const SIGNATURES_MAX = 64;

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export interface VerifierKey {
  name: string;
  type: number;
  publicKey: Bytes;
  id: string;
}

/** Reads `<name>+<key id in hex>+<base64(type || public key)>`. */
export async function parseVerifierKey(vkey: string, type: "log" | "witness"): Promise<VerifierKey> {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  if (!name || !id || !encoded) throw new NoteRefused("a key of the policy is not written as a key");
  const material = decode(encoded, "a key of the policy is not base64");
  const expected = type === "log" ? ED25519 : COSIGNATURE_V1;
  if (material[0] !== expected || material.length !== 33) throw new NoteRefused(`the key ${name} is of another kind`);
  const named = utf8(`${name}\n`);
  const hashed = new Uint8Array([...named, ...material]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", hashed));
  if (toHex(digest.slice(0, 4)) !== id) throw new NoteRefused(`the key id of ${name} does not belong to the key`);
  return { name, type: expected, publicKey: material.slice(1), id };
}

interface Signature {
  name: string;
  keyId: string;
  bytes: Bytes;
}

function splitNote(text: string): { body: string; signatures: Signature[] } {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new NoteRefused("the checkpoint holds a control character");
  const at = text.lastIndexOf("\n\n");
  if (at < 0 || !text.endsWith("\n")) throw new NoteRefused("the checkpoint has no signature");
  const lines = text.slice(at + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) throw new NoteRefused("the checkpoint has too many signatures");
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^\u2014 ([^+\s]+) (\S+)$/.exec(line) ?? [];
    if (!name || !encoded) throw new NoteRefused("a signature line of the checkpoint is malformed");
    const bytes = decode(encoded, "a signature line of the checkpoint is malformed");
    if (bytes.length < 5) throw new NoteRefused("a signature line of the checkpoint is malformed");
    return { name, keyId: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
  });
  return { body: text.slice(0, at + 1), signatures };
}

async function holds(key: VerifierKey, body: string, signature: Bytes): Promise<boolean> {
  let message = utf8(body);
  let bytes = signature;
  if (key.type === COSIGNATURE_V1) {
    if (signature.length !== 72) return false;
    const time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
    message = utf8(`cosignature/v1\ntime ${time}\n${body}`);
    bytes = signature.slice(8);
  }
  const imported = await crypto.subtle.importKey("raw", key.publicKey, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, bytes, message);
}

/** Names of the keys whose signatures hold. A wrong or doubled signature of a trusted key refuses the whole note. */
export async function verifyNote(text: string, keys: readonly VerifierKey[]): Promise<{ body: string; signedBy: Set<VerifierKey> }> {
  const { body, signatures } = splitNote(text);
  const signedBy = new Set<VerifierKey>();
  for (const signature of signatures) {
    const key = keys.find((candidate) => candidate.name === signature.name && candidate.id === signature.keyId);
    if (!key) continue;
    if (signedBy.has(key)) throw new NoteRefused(`${key.name} signed twice`);
    if (!(await holds(key, body, signature.bytes))) throw new NoteRefused(`the signature of ${key.name} is wrong`);
    signedBy.add(key);
  }
  return { body, signedBy };
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

/** Reads the signed text: origin, number of entries, root. Lines after these are allowed and not ours. */
export function parseCheckpoint(body: string): Checkpoint {
  const [origin, size, root, ...rest] = body.slice(0, -1).split("\n");
  if (!body.endsWith("\n") || !origin || !size || !root || rest.includes("")) throw new NoteRefused("the checkpoint is not in its form");
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw new NoteRefused("the size of the checkpoint is not a number");
  const hash = decode(root, "the root of the checkpoint is not base64");
  if (hash.length !== 32) throw new NoteRefused("the root of the checkpoint is not 32 bytes long");
  return { origin, size: Number(size), root: hash };
}

function decode(text: string, complaint: string): Bytes {
  try {
    return fromBase64(text);
  } catch (error) {
    if (error instanceof NotEncoded) throw new NoteRefused(complaint, { cause: error });
    throw error;
  }
}
