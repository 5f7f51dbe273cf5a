import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { completeCardSetup, savedCardsQuery, startCardSetup } from "@/api/payment-methods";
import { isRetryable } from "@/api/problem";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { randomKey, withRetries } from "@/lib/attempt";
import { words } from "./words";

/** Opens the processor's own page for a card; the number never passes through ours. */
export function AddCard() {
  const [key] = useState(randomKey);
  const start = useMutation({
    mutationFn: () => withRetries(() => startCardSetup(key, "/cards"), { isRetryable }),
    onSuccess: ({ redirect_url: url }) => window.location.assign(url),
  });
  return (
    <div className="stack">
      {start.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(start.error)}</p>
        </Notice>
      ) : null}
      <div>
        <Button kind="primary" busy={start.isPending || start.isSuccess} busyText={words.adding} onClick={() => start.mutate()}>
          {words.add}
        </Button>
      </div>
    </div>
  );
}

/** Back from the processor's page: fetches the card it saved. Safe to repeat, so a reload does no harm. */
export function CardSetupResult({ setupId }: { setupId: string }) {
  const queryClient = useQueryClient();
  const result = useQuery({
    queryKey: ["card-setup", setupId],
    queryFn: async () => {
      const cards = await completeCardSetup(setupId);
      queryClient.setQueryData(savedCardsQuery.queryKey, cards);
      return cards;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (result.isPending) return <Loading label={words.adopting} lines={2} />;
  return (
    <Notice tone={result.isError ? "warn" : "good"} live>
      <p>{result.isError ? words.notAdded : words.added}</p>
    </Notice>
  );
}
