// @vitest-environment node
import { describe, expect, it } from "vitest";
import { canonicalText, NotCanonical, parseCanonical } from "./canonical-json";
import { parsePolicy } from "./policy";
import { verifyReceipt } from "./receipt";
import vectors from "./vectors.json";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const policyOf = (name: keyof typeof vectors.policies) => parsePolicy(JSON.stringify(vectors.policies[name]));
const file = vectors.files["2 of 7"];

/** The step a changed receipt fails at. */
async function failingStep(text: string, policy: keyof typeof vectors.policies = "log") {
  const verdict = await verifyReceipt(bytesOf(text), await policyOf(policy));
  expect(verdict.outcome).not.toBe("valid");
  return verdict.steps.find((step) => step.outcome === "failed")?.step;
}

/** Changes the file's content and writes it canonically again, so that only the cryptography can notice. */
function rewritten(change: (document: any) => void): string {
  const document = JSON.parse(file);
  change(document);
  return `${canonicalText(document)}\n`;
}

describe("verifyReceipt, over files the backend's own code wrote", () => {
  it.each(Object.entries(vectors.files))("accepts the receipt at leaf %s", async (_, text) => {
    const verdict = await verifyReceipt(bytesOf(text), await policyOf("log"));
    expect(verdict.steps.filter((step) => step.outcome !== "passed")).toEqual([]);
    expect(verdict.outcome).toBe("valid");
    expect(verdict.receipt?.total_minor).toBe(10150);
  });

  it("accepts no file with any one byte changed", async () => {
    const policy = await policyOf("log");
    const original = bytesOf(file);
    for (let at = 0; at < original.length; at += 1) {
      const changed = original.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const verdict = await verifyReceipt(changed, policy);
      expect(verdict.outcome, `byte ${at}`).toBe("not_valid");
    }
  });

  it("accepts no file cut short or made longer", async () => {
    expect(await failingStep(file.slice(0, -1))).toBe("form");
    expect(await failingStep(`${file}\n`)).toBe("form");
    expect(await failingStep("")).toBe("form");
    expect(await failingStep("[]\n")).toBe("form");
  });

  it("notices a changed amount, bill, payment, entry, place and log", async () => {
    expect(await failingStep(rewritten((d) => { d.receipt.amount_minor += 1; }))).toBe("sums");
    expect(await failingStep(rewritten((d) => { d.receipt.items[0].account_number = "1002003002"; }))).toBe("commitment");
    expect(await failingStep(rewritten((d) => { d.salt = "00".repeat(32); }))).toBe("commitment");
    expect(await failingStep(rewritten((d) => { d.leaf.subject = "pay_other"; }))).toBe("entry");
    expect(await failingStep(rewritten((d) => { d.leaf.event = "payment.refunded"; }))).toBe("entry");
    expect(await failingStep(rewritten((d) => { d.leaf.entry = "ent_02"; }))).toBe("inclusion");
    expect(await failingStep(rewritten((d) => { d.proof.index = 3; }))).toBe("inclusion");
    expect(await failingStep(rewritten((d) => { d.proof.path.pop(); }))).toBe("inclusion");
    expect(await failingStep(rewritten((d) => { d.proof.checkpoint = d.proof.checkpoint.replace("\n7\n", "\n8\n"); }))).toBe("signature");
  });

  it("refuses what another key signed", async () => {
    expect(await failingStep(file, "other_key")).toBe("signature");
  });

  it("tells a receipt the witnesses have not seen yet from a wrong one", async () => {
    const policy = await policyOf("witnessed");
    const paid = Date.parse(JSON.parse(file).leaf.at);
    expect((await verifyReceipt(bytesOf(file), policy, paid + 3_000_000)).outcome).toBe("not_yet_witnessed");
    expect((await verifyReceipt(bytesOf(file), policy, paid + 4_000_000)).outcome).toBe("not_valid");
    expect((await verifyReceipt(bytesOf(vectors.files.witnessed), policy)).outcome).toBe("valid");
  });
});

describe("parsePolicy", () => {
  it.each([
    ["not JSON", "{"],
    ["of another format", '{"format":"x"}'],
    ["without its key", '{"format":"paymentus-policy/1","log":{"origin":"a"},"witnesses":[],"quorum":0}'],
    ["with a quorum nobody can meet", JSON.stringify({ ...vectors.policies.log, quorum: 1 })],
    ["with one witness named twice", JSON.stringify({ ...vectors.policies.witnessed, witnesses: [...vectors.policies.witnessed.witnesses, ...vectors.policies.witnessed.witnesses] })],
    ["with a key id of another key", JSON.stringify(vectors.policies.log).replace(/\+[0-9a-f]{8}\+/, "+00000000+")],
  ])("refuses a policy %s", async (_, text) => {
    await expect(parsePolicy(text)).rejects.toThrow();
  });
});

describe("canonical JSON", () => {
  it("sorts names by UTF-16 code units and writes the shortest escapes (RFC 8785, 3.2.3)", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalText(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });
  it.each(['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '{"a":1.5}', '{"a":9007199254740993}', '"\\u0061"', '"\\ud800"', "\ufeff{}"])("refuses %s", (text) => {
    expect(() => parseCanonical(bytesOf(text))).toThrow(NotCanonical);
  });
});
