import { Link } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { pay as text } from "./pay-words";

export function AlreadyPaid({ paymentId }: { paymentId: string | null }) {
  return (
    <>
      <Notice tone="good" title={text.paidTitle} live>
        <p>{text.paid}</p>
        {paymentId ? (
          <Link to="/payments/$paymentId" params={{ paymentId }}>
            {text.seePayment}
          </Link>
        ) : null}
      </Notice>
      <div>
        <ButtonLink to="/bills">{text.backToBills}</ButtonLink>
      </div>
    </>
  );
}
