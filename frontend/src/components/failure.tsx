import { NoAnswer, Problem } from "@/api/problem";
import { Button } from "./button";
import { Notice } from "./notice";

/** What to say when a page's data did not come: the reason in words and a way on. */
export function Failure({ error, what, onRetry }: { error: unknown; what: string; onRetry?: () => void }) {
  const words = sentenceFor(error);
  return (
    <Notice tone="bad" title={`We could not load ${what}.`}>
      <p>{words}</p>
      {error instanceof Problem && error.requestId ? (
        <p className="small">If you call us, give this reference: {error.requestId}</p>
      ) : null}
      {onRetry ? <Button onClick={onRetry}>Try again</Button> : null}
    </Notice>
  );
}

export function sentenceFor(error: unknown): string {
  if (error instanceof NoAnswer) return "We could not reach our server. Check your connection, then try again.";
  if (error instanceof Problem) {
    // The API says how long to wait, or that nothing was charged.
    if (error.status === 429 || error.code === "payments_paused") return error.message;
    if (error.status >= 500) return "Something is wrong on our side. Nothing you did caused this. Try again in a moment.";
    return error.message;
  }
  return "Something went wrong. Try again.";
}
