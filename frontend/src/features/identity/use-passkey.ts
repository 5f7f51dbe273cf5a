import { useState } from "react";
import { NoAnswer, Problem } from "@/api/problem";
import { sentenceFor } from "@/components/failure";
import { PasskeyNotShown, PasskeyThereAlready } from "@/lib/passkeys";

/** A button's life around the browser's own passkey dialog: waiting, done, or a sentence that says what was not. */
export function usePasskey<T>(act: () => Promise<T>, onDone: (result: T) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run() {
    setBusy(true);
    setProblem(null);
    try {
      onDone(await act());
    } catch (error) {
      if (error instanceof PasskeyNotShown || error instanceof PasskeyThereAlready) setProblem(error.message);
      else if (error instanceof Problem || error instanceof NoAnswer) setProblem(sentenceFor(error));
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, start: () => void run() };
}
