import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelPayment, paymentQuery } from "@/api/payments";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { status as text } from "./status-words";

/** Ends a payment that waits for the payer. If it has just gone through, the answer says so and the page shows that. */
export function CancelPayment({ paymentId }: { paymentId: string }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelPayment(paymentId),
    onSuccess: (payment) => queryClient.setQueryData(paymentQuery(paymentId).queryKey, payment),
    onError: () => void queryClient.invalidateQueries({ queryKey: paymentQuery(paymentId).queryKey }),
  });
  return (
    <>
      <Button kind="plain" busy={cancel.isPending} busyText={text.canceling} onClick={() => cancel.mutate()}>
        {text.cancel}
      </Button>
      {cancel.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(cancel.error)}</p>
        </Notice>
      ) : null}
    </>
  );
}
