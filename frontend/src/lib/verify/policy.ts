/** Whom a check trusts: the log's key and, where there are any, witnesses and how many of them must agree. */
import { NoteRefused, parseVerifierKey, type VerifierKey } from "./note";

export interface Policy {
  origin: string;
  logKey: VerifierKey;
  witnesses: VerifierKey[];
  quorum: number;
}

export async function parsePolicy(text: string): Promise<Policy> {
  let document: { format?: unknown; log?: { origin?: unknown; vkey?: unknown }; witnesses?: unknown; quorum?: unknown };
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    throw new NoteRefused("the policy is not JSON");
  }
  if (document?.format !== "paymentus-policy/1") throw new NoteRefused("the file is not a policy of the format paymentus-policy/1");
  const { log, witnesses, quorum } = document;
  const isWhole = typeof log?.origin === "string" && typeof log.vkey === "string" && Array.isArray(witnesses) && Number.isInteger(quorum);
  if (!isWhole) throw new NoteRefused("the policy lacks a part");
  const keys = await Promise.all((witnesses as { vkey?: unknown }[]).map((witness) => parseVerifierKey(String(witness?.vkey), "witness")));
  // One key under two names would count twice.
  if (new Set(keys.map((key) => key.publicKey.join())).size !== keys.length) throw new NoteRefused("two witnesses of the policy have one key");
  if ((quorum as number) < 0 || (quorum as number) > keys.length) throw new NoteRefused("the policy asks for more witnesses than it names");
  return {
    origin: log.origin as string,
    logKey: await parseVerifierKey(log.vkey as string, "log"),
    witnesses: keys,
    quorum: quorum as number,
  };
}
