import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { QuoteItem } from "@/api/types";
import { useBillerEvents } from "@/components/biller-events";
import { LedgerEntryTable } from "@/components/ledger-entry-table";
import { storyQuery, type AuditLeaf, type Story } from "./api";
import { Leaves } from "./leaves";
import { PaymentSummary } from "./payment-summary";
import { Timeline } from "./timeline";

export function usePaymentStory(paymentId: string) {
  const queryClient = useQueryClient();
  useBillerEvents(["payment", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["payment-story", paymentId] }));
  return useQuery(storyQuery(paymentId));
}

interface PaymentStoryProps {
  story: Story;
  billLink: (item: QuoteItem) => ReactNode;
  proof: (leaf: AuditLeaf) => ReactNode;
}

/** One payment from the first click to the money: what happened, the ledger and the audit log, each oldest first. */
export function PaymentStory({ story, billLink, proof }: PaymentStoryProps) {
  return (
    <>
      <PaymentSummary payment={story.payment} billLink={billLink} />
      <section className="stack" aria-labelledby="story-timeline">
        <h2 id="story-timeline">What happened</h2>
        <Timeline steps={story.timeline} />
      </section>
      <section className="stack" aria-labelledby="story-ledger">
        <h2 id="story-ledger">What it did in the ledger</h2>
        {story.entries.length === 0 ? (
          <p className="quiet">No money was set aside or moved.</p>
        ) : (
          story.entries.map((entry) => <LedgerEntryTable key={entry.id} entry={entry} />)
        )}
      </section>
      <section className="stack" aria-labelledby="story-log">
        <h2 id="story-log">What the audit log holds</h2>
        <Leaves leaves={story.leaves} proof={proof} />
      </section>
    </>
  );
}
