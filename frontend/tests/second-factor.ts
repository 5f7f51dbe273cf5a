import { createHash, createHmac } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const STEP_MS = 30_000;
/** How long a code may take from here to the server. */
const ON_ITS_WAY_MS = 8_000;
/** Which step of each person was given out last, kept over test runs: a code counts once. */
const givenFile = resolve(import.meta.dirname, "../test-results/given-codes.json");

/** The secret of a demo person's authenticator app, as `paymentus seed` derives it. */
function secretOf(email: string): Buffer {
  return createHash("sha1").update(`paymentus-demo authenticator of ${email}`).digest();
}

/** RFC 6238 with the field's defaults: SHA-1, six digits. */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The secret in a text as an authenticator app takes it: base 32, with or without spaces. */
export function secretIn(text: string): Buffer {
  const bits = [...text.replaceAll(" ", "")].map((char) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/**
 * A code of a demo person's app that counts now and was not given before. The steps before and after the present one
 * count too, so that three are there at once; whoever wants a fourth waits.
 */
export async function nextCode(email: string): Promise<string> {
  for (;;) {
    const present = Math.floor(Date.now() / STEP_MS);
    const given = givenSteps();
    // The step before must still count when the code arrives.
    const oldest = Math.floor((Date.now() + ON_ITS_WAY_MS) / STEP_MS) - 1;
    const step = Math.max(oldest, (given[email] ?? 0) + 1);
    if (step <= present + 1) {
      mkdirSync(resolve(givenFile, ".."), { recursive: true });
      writeFileSync(givenFile, JSON.stringify({ ...given, [email]: step }));
      return codeOf(secretOf(email), step);
    }
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

function givenSteps(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(givenFile, "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}
