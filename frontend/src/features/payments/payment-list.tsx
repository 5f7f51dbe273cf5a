import { Link } from "@tanstack/react-router";
import type { Payment, PaymentState } from "@/api/types";
import { Status, type MarkShape, type StatusTone } from "@/components/mark";
import { formatDateTime } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { stateWords } from "./activity-words";
import "./payments.css";

const looks: Record<PaymentState, [MarkShape, StatusTone]> = {
  submitting: ["half", "plain"],
  requires_action: ["triangle", "warn"],
  processing: ["half", "plain"],
  unknown: ["half", "warn"],
  held: ["triangle", "warn"],
  blocked: ["cross", "bad"],
  succeeded: ["check", "good"],
  failed: ["cross", "bad"],
  expired: ["cross", "plain"],
  canceled: ["cross", "plain"],
};

export function PaymentList({ payments }: { payments: readonly Payment[] }) {
  return (
    <ul className="payment-rows">
      {payments.map((payment) => {
        const [shape, tone] = looks[payment.state];
        return (
          <li key={payment.id}>
            <div className="payment-what">
              <Link to="/payments/$paymentId" params={{ paymentId: payment.id }}>
                {[...new Set(payment.items.map((item) => item.biller_name))].join(", ")}
              </Link>
              <span className="small quiet">
                {formatDateTime(payment.succeeded_at ?? payment.created_at)} · {payment.confirmation_number}
              </span>
            </div>
            <div className="payment-amount">
              <span className="number">{formatMoney(payment.total)}</span>
              <span className="small">
                <Status shape={shape} tone={tone}>
                  {stateWords[payment.state]}
                </Status>
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
