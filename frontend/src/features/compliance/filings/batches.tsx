import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { DeskList } from "../desk-list";
import { SaidStatus } from "../said-status";
import type { Said } from "../words";
import { batchesQuery, filingsQuery, makeBatch, type Batch, type FilingKind } from "./api";
import { counted, kindWords } from "./words";

/** Where a batch file stands with FinCEN. */
export function batchSaid({ accepted, sent_at: sent }: Pick<Batch, "accepted" | "sent_at">): Said {
  if (accepted === true) return { shape: "check", tone: "good", words: "Answered" };
  if (accepted === false) return { shape: "cross", tone: "bad", words: "Refused as a whole" };
  return sent === null ? { shape: "triangle", tone: "warn", words: "To be sent" } : { shape: "half", tone: "plain", words: "Sent, no answer yet" };
}

/** How many filings wait to be sent, and the button that puts them into a file. */
export function MakeBatch({ kind, mayDecide, onMade }: { kind: FilingKind; mayDecide: boolean; onMade: (batch: Batch) => void }) {
  const approved = useInfiniteQuery(filingsQuery({ state: "approved", kind }));
  const make = useMutation({ mutationFn: () => makeBatch(kind), onSuccess: onMade });
  const count = approved.data?.pages.flatMap((page) => page.data).length ?? 0;
  if (!approved.data) return null;
  return (
    <section className="panel stack" aria-label={`${kindWords(kind)}s to be sent`}>
      <p>
        <strong>{kindWords(kind)}s</strong>: {count === 0 ? "none waits to be sent." : `${counted(count, "approved filing")} ${count === 1 ? "waits" : "wait"} to be sent${approved.hasNextPage ? ", and more" : ""}.`}
      </p>
      {make.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(make.error)}</p>
        </Notice>
      ) : null}
      {mayDecide && count > 0 ? (
        <div>
          <Button kind="primary" busy={make.isPending} busyText="Making it" onClick={() => make.mutate()}>
            Make the batch file
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** All batch files, newest first. */
export function BatchList({ linkTo }: { linkTo: (batch: Batch) => ReactNode }) {
  return (
    <DeskList
      list={useInfiniteQuery(batchesQuery)}
      what="the batch files"
      noun="batch file"
      caption="Batch files, newest first"
      empty="No batch file was made yet."
      columns={[
        { name: "File", names: true, cell: linkTo },
        { name: "Reports", cell: (batch) => `${counted(batch.filing_ids.length, "report")}: ${kindWords(batch.kind).toLowerCase()}` },
        { name: "State", cell: (batch) => <SaidStatus said={batchSaid(batch)} /> },
        { name: "Made", cell: (batch) => <When at={batch.created_at} /> },
        { name: "Sent", cell: (batch) => (batch.sent_at ? <When at={batch.sent_at} /> : "not said") },
        { name: "Answered", cell: (batch) => (batch.acknowledged_at ? <When at={batch.acknowledged_at} /> : "not yet") },
      ]}
      rowKey={(batch) => batch.id}
    />
  );
}
