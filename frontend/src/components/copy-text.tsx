import { useEffect, useState } from "react";
import "./copy-text.css";

/** An id in full with a button that copies it and says so. */
export function CopyText({ text, what, shown }: { text: string; /** "the payment id" */ what: string; shown?: string }) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 4_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  return (
    <span className="copy-text">
      <code>{shown ?? text}</code>
      <button type="button" className="copy-button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        Copy
      </button>
      <span role="status" className="small quiet">
        {outcome === "copied" ? "Copied" : outcome === "refused" ? "The browser did not allow it: select the text instead" : ""}
      </span>
    </span>
  );
}
