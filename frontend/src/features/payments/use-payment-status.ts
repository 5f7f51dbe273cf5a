import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isFinal, paymentEventsUrl, paymentQuery, refreshPayment } from "@/api/payments";
import { openEventStream } from "@/lib/event-stream";

/** An answer this fresh needs no question to the processor: the page that led here has just asked. */
const FRESH_MILLISECONDS = 2_000;

/**
 * A payment that keeps itself up to date: events say that something changed, the payment is then fetched. On arrival (from
 * the card page, say) the processor is asked once, so that nobody waits for a webhook.
 */
export function usePaymentStatus(id: string) {
  const queryClient = useQueryClient();
  const payment = useQuery(paymentQuery(id));
  const [connected, setConnected] = useState(true);
  const [asked, setAsked] = useState(() => {
    const known = queryClient.getQueryState(paymentQuery(id).queryKey)?.dataUpdatedAt;
    return known !== undefined && Date.now() - known < FRESH_MILLISECONDS;
  });
  const state = payment.data?.state;
  const live = state !== undefined && !isFinal(state);
  const waitsForReceipt = state === "succeeded" && payment.data?.receipt === null;

  useEffect(() => {
    if (asked) return;
    // A failed question is no news: the stream and the polling go on.
    refreshPayment(id)
      .then(
        (fresh) => queryClient.setQueryData(paymentQuery(id).queryKey, fresh),
        () => undefined,
      )
      .finally(() => setAsked(true));
  }, [asked, id, queryClient]);

  useEffect(() => {
    if (!live) return undefined;
    const refetch = () => void queryClient.invalidateQueries({ queryKey: paymentQuery(id).queryKey });
    const stream = openEventStream({
      url: paymentEventsUrl(id),
      events: ["payment"],
      onEvent: refetch,
      onPoll: refetch,
      onConnected: (yes) => {
        setConnected(yes);
        // What happened between the last answer and this moment came as no event.
        if (yes) refetch();
      },
    });
    return () => stream.close();
  }, [id, live, queryClient]);

  useEffect(() => {
    if (!waitsForReceipt) return undefined;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: paymentQuery(id).queryKey }), 2_000);
    return () => clearInterval(timer);
  }, [id, waitsForReceipt, queryClient]);

  // The bill shows the payment as soon as the payment is decided.
  const final = state !== undefined && isFinal(state);
  useEffect(() => {
    if (final) void queryClient.invalidateQueries({ queryKey: ["bills"] });
  }, [final, queryClient]);

  // Whoever comes back from the card page has perhaps just paid: "nothing has been charged yet" must wait for the answer.
  const settling = !asked && state === "requires_action";
  return { payment, live, connected, settling };
}
