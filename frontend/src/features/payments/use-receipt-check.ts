import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { policyQuery } from "@/api/receipts";
import { parsePolicy } from "@/lib/verify/policy";
import { verifyReceipt, type Verdict } from "@/lib/verify/receipt";

interface OwnPolicy {
  name: string;
  text: string;
}

/** Checks receipt files against the site's published policy, or against one the reader brought along. */
export function useReceiptCheck() {
  const published = useQuery(policyQuery);
  const [own, setOwn] = useState<OwnPolicy | null>(null);
  const [policyWrong, setPolicyWrong] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [checking, setChecking] = useState(false);

  async function check(bytes: Uint8Array): Promise<void> {
    const text = own?.text ?? published.data;
    if (text === undefined) return;
    setChecking(true);
    try {
      setVerdict(await verifyReceipt(bytes, await parsePolicy(text)));
    } finally {
      setChecking(false);
    }
  }

  async function choosePolicy(file: File): Promise<void> {
    const text = await file.text();
    setVerdict(null);
    try {
      await parsePolicy(text);
      setOwn({ name: file.name, text });
      setPolicyWrong(false);
    } catch {
      setPolicyWrong(true);
    }
  }

  return { check, choosePolicy, verdict, checking, policyWrong, policyName: own?.name ?? null, published };
}
