import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createPayment, isFinal, paymentQuery } from "@/api/payments";
import { isRetryable, Problem } from "@/api/problem";
import type { NewPayment, Payment } from "@/api/types";
import { attemptStore, withRetries } from "@/lib/attempt";

/**
 * Starts a payment once, whatever happens in between: double clicks, lost answers, reloads, the Back button.
 *
 * `scope` names what is being paid. The first send freezes the request; until the API refuses it for good, every further
 * send, a reload of the page included, is the same request under the same key.
 */
export function useStartPayment(scope: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const store = useMemo(() => attemptStore<NewPayment>(scope), [scope]);
  // Decided when the page appears: was something sent for this bill before a reload or a trip to the card page?
  const [left] = useState(() => store.current());
  const [resuming, setResuming] = useState(left.body !== null);
  const [failure, setFailure] = useState<unknown>(null);
  const running = useRef(false);

  const show = useCallback(
    async (payment: Payment) => {
      queryClient.setQueryData(paymentQuery(payment.id).queryKey, payment);
      void queryClient.invalidateQueries({ queryKey: ["bills"] });
      await navigate({ to: "/payments/$paymentId", params: { paymentId: payment.id }, replace: true });
    },
    [queryClient, navigate],
  );

  const send = useCallback(
    async (body: NewPayment): Promise<void> => {
      const attempt = store.freeze(body);
      try {
        const payment = await withRetries(() => createPayment(attempt.key, attempt.body ?? body), {
          isRetryable,
          waitSeconds: (error) => (error instanceof Problem ? error.retryAfterSeconds : null),
        });
        store.finish(payment.id);
        await show(payment);
        if (payment.state === "requires_action" && payment.next_action) window.location.assign(payment.next_action.url);
      } catch (error) {
        // A refusal is an end; no answer is not: the payment may exist, so its key must stay.
        if (error instanceof Problem && !isRetryable(error)) store.end();
        throw error;
      }
    },
    [store, show],
  );

  useEffect(() => {
    if (left.body === null || running.current) return;
    running.current = true;
    const { body, resultId } = left;
    const goOn = async () => {
      if (resultId === null) {
        await send(body);
        return;
      }
      const payment = await queryClient.fetchQuery(paymentQuery(resultId));
      if (isFinal(payment.state)) store.end();
      else await show(payment);
    };
    goOn()
      .catch((error: unknown) => {
        if (resultId === null) setFailure(error);
        else store.end();
      })
      .finally(() => setResuming(false));
  }, [left, send, show, store, queryClient]);

  return { send, resuming, failure };
}
