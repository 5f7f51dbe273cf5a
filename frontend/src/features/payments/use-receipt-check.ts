import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { policyQuery } from "@/api/receipts";
import type { Verdict } from "@/lib/verify/receipt";

interface OwnPolicy {
  name: string;
  text: string;
}

/**
 * Checks receipt files against the site's published policy, or against one the reader brought along. The checking code
 * is loaded when it is first wanted: most payers only read their receipt.
 */
export function useReceiptCheck() {
  const queryClient = useQueryClient();
  const published = useQuery(policyQuery);
  const [own, setOwn] = useState<OwnPolicy | null>(null);
  const [policyWrong, setPolicyWrong] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [checking, setChecking] = useState(false);

  async function check(bytes: Uint8Array): Promise<void> {
    setChecking(true);
    try {
      const [text, { parsePolicy }, { verifyReceipt }] = await Promise.all([
        own?.text ?? queryClient.ensureQueryData(policyQuery),
        import("@/lib/verify/policy"),
        import("@/lib/verify/receipt"),
      ]);
      setVerdict(await verifyReceipt(bytes, await parsePolicy(text)));
    } catch {
      // Without the key nothing can be checked; `published` tells the reader so.
      setVerdict(null);
    } finally {
      setChecking(false);
    }
  }

  async function choosePolicy(file: File): Promise<void> {
    const text = await file.text();
    setVerdict(null);
    try {
      const { parsePolicy } = await import("@/lib/verify/policy");
      await parsePolicy(text);
      setOwn({ name: file.name, text });
      setPolicyWrong(false);
    } catch {
      setPolicyWrong(true);
    }
  }

  return { check, choosePolicy, verdict, checking, policyWrong, policyName: own?.name ?? null, published };
}
