/**
 * Checks a receipt file (`paymentus-receipt/1`) in the reader's own browser, step by step.
 *
 * The steps are the links of a chain: what the receipt says is committed to by an entry, the entry stands in the log, and
 * the log is signed by a key that the policy names. A step that fails ends the check; the rest is "not reached".
 */
import { canonicalBytes, NotCanonical, parseCanonical, type Json } from "./canonical-json";
import { fromBase64, fromHex, NotEncoded, toHex } from "./encodings";
import { isIncluded } from "./merkle";
import { NoteRefused, parseCheckpoint, verifyNote, type Checkpoint } from "./note";
import type { Policy } from "./policy";

export interface ReceiptItem {
  biller: string;
  account_number: string;
  bill_number: string;
  amount_minor: number;
  fee_minor: number;
  delivery_date: string;
}

export interface ReceiptContent {
  payment_id: string;
  confirmation_number: string;
  paid_at: string;
  items: ReceiptItem[];
  amount_minor: number;
  fee_minor: number;
  total_minor: number;
  currency: string;
  method: string;
  statement_descriptor: string;
}

interface ReceiptFile {
  receipt: ReceiptContent;
  salt: string;
  leaf: { [name: string]: Json };
  proof: { index: number; path: string[]; checkpoint: string };
}

export const STEPS = ["form", "sums", "commitment", "entry", "signature", "inclusion", "witnesses"] as const;
export type StepName = (typeof STEPS)[number];
export type StepResult = { step: StepName; outcome: "passed" | "failed" | "not_reached"; why: string | null };

export interface Verdict {
  outcome: "valid" | "not_yet_witnessed" | "not_valid";
  steps: StepResult[];
  receipt: ReceiptContent | null;
}

class StepFailed extends Error {}

function must(condition: boolean, why: string): asserts condition {
  if (!condition) throw new StepFailed(why);
}

const isObject = (value: unknown): value is Record<string, Json> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isMinor = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readReceiptFile(bytes: Uint8Array): ReceiptFile {
  must(bytes.at(-1) === 0x0a, "The file does not end as a receipt file ends.");
  const value = parseCanonical(bytes.slice(0, -1));
  must(isObject(value) && value["format"] === "paymentus-receipt/1", "The file is not a Paymentus receipt.");
  const names = Object.keys(value).toSorted().join();
  must(names === "format,leaf,proof,receipt,salt", "The file has parts missing, or parts that do not belong there.");
  const { receipt, salt, leaf, proof } = value;
  must(isObject(receipt) && Array.isArray(receipt["items"]) && receipt["items"].every(isObject), "The receipt's items cannot be read.");
  must(isText(salt) && isObject(leaf) && isObject(proof), "The receipt's proof cannot be read.");
  const { index, path, checkpoint } = proof;
  must(isMinor(index) && Array.isArray(path) && path.every(isText) && isText(checkpoint), "The receipt's proof cannot be read.");
  return { receipt: receipt as unknown as ReceiptContent, salt, leaf, proof: { index, path, checkpoint } };
}

function checkSums(receipt: ReceiptContent): void {
  const { items, amount_minor: amount, fee_minor: fee, total_minor: total } = receipt;
  const numbers = [amount, fee, total, ...items.flatMap((item) => [item.amount_minor, item.fee_minor])];
  must(numbers.every(isMinor), "An amount is not a whole number of cents.");
  const sum = (pick: (item: ReceiptItem) => number) => items.reduce((so_far, item) => so_far + pick(item), 0);
  must(sum((item) => item.amount_minor) === amount, "The bills do not add up to the amount.");
  must(sum((item) => item.fee_minor) === fee, "The fees do not add up.");
  must(amount + fee === total, "Amount and fee do not add up to the total.");
}

async function checkCommitment(file: ReceiptFile): Promise<void> {
  const salt = fromHex(file.salt);
  must(salt.length === 32, "The receipt's salt has a wrong length.");
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const commitment = toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, canonicalBytes(file.receipt))));
  must(file.leaf["commitment"] === commitment, "The receipt says something else than what was recorded when it was paid.");
}

function checkEntry({ leaf, receipt }: ReceiptFile): void {
  must(leaf["type"] === "ledger.entry" && leaf["event"] === "payment.succeeded", "The record is not of a payment that succeeded.");
  must(leaf["subject"] === receipt.payment_id, "The record is of another payment.");
}

const WITNESSED_WITHIN_MS = 3_600_000;

/** Who stole the log's key can sign what they like, but has no witness for it: "not yet" is said for an hour only. */
function isRecent(file: ReceiptFile, now: number): boolean {
  return Math.abs(now - Date.parse(String(file.leaf["at"]))) <= WITNESSED_WITHIN_MS;
}

/** Checks the bytes of a receipt file against the policy. Never throws for a bad receipt: the verdict says what is wrong. */
export async function verifyReceipt(bytes: Uint8Array, policy: Policy, now: number = Date.now()): Promise<Verdict> {
  const steps: StepResult[] = [];
  let file: ReceiptFile | undefined;
  let checkpoint: Checkpoint | undefined;
  let signedBy: ReadonlySet<unknown> = new Set();
  const work: Record<StepName, () => unknown> = {
    form: () => (file = readReceiptFile(bytes)),
    sums: () => checkSums(file!.receipt),
    commitment: () => checkCommitment(file!),
    entry: () => checkEntry(file!),
    signature: async () => {
      const note = await verifyNote(file!.proof.checkpoint, [policy.logKey, ...policy.witnesses]);
      must(note.signedBy.has(policy.logKey), "The log's key has not signed this.");
      checkpoint = parseCheckpoint(note.body);
      must(checkpoint.origin === policy.origin, "The record is in another log.");
      signedBy = note.signedBy;
    },
    inclusion: async () => {
      const { index, path } = file!.proof;
      const { size, root } = checkpoint!;
      const included = await isIncluded({ leaf: canonicalBytes(file!.leaf), index, size, path: path.map(fromBase64), root });
      must(included, "The record is not in the log at the place the receipt names.");
    },
    witnesses: () => {
      const seen = policy.witnesses.filter((witness) => signedBy.has(witness)).length;
      const late = isRecent(file!, now) ? "" : " It is not of the last hour: download the receipt again.";
      must(seen >= policy.quorum, `${seen} of ${policy.quorum} witnesses have seen it so far.${late}`);
    },
  };

  let stopped = false;
  // A policy that asks for no witnesses has no such question, so no answer is claimed.
  for (const step of STEPS.filter((name) => name !== "witnesses" || policy.quorum > 0)) {
    if (stopped) {
      steps.push({ step, outcome: "not_reached", why: null });
      continue;
    }
    try {
      await work[step]();
      steps.push({ step, outcome: "passed", why: null });
    } catch (error) {
      steps.push({ step, outcome: "failed", why: reason(error) });
      stopped = true;
    }
  }
  const failed = steps.find((result) => result.outcome === "failed");
  const waits = failed?.step === "witnesses" && isRecent(file!, now);
  const outcome = failed === undefined ? "valid" : waits ? "not_yet_witnessed" : "not_valid";
  return { outcome, steps, receipt: file?.receipt ?? null };
}

function reason(error: unknown): string {
  if (error instanceof StepFailed) return error.message;
  if (error instanceof NotCanonical || error instanceof NoteRefused || error instanceof NotEncoded) {
    return `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
  }
  if (error instanceof DOMException) return "This browser cannot check this kind of signature. Use the stand-alone checker.";
  return "This part of the file cannot be read.";
}
