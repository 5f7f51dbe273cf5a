import { Button } from "./button";
import { sentenceFor } from "./failure";

/** How many rows are shown, and the way to the next ones. The button keeps its place, so the focus stays on it. */
export function MoreRows({ shown, noun, hasMore, busy, error, onMore }: {
  shown: number;
  /** "payment", "bill": made plural by an s. */
  noun: string;
  hasMore: boolean;
  busy: boolean;
  error?: unknown;
  onMore: () => void;
}) {
  return (
    <div className="row">
      <p className="quiet small" role="status">
        {busy ? "Loading more." : `${shown} ${noun}${shown === 1 ? "" : "s"} shown${hasMore ? "" : ", that is all"}.`}
      </p>
      {hasMore ? (
        <Button busy={busy} busyText="Loading" onClick={onMore}>
          Show more
        </Button>
      ) : null}
      {error ? <p className="field-error">{sentenceFor(error)}</p> : null}
    </div>
  );
}
