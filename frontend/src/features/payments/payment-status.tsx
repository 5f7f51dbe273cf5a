import { Link } from "@tanstack/react-router";
import type { Payment } from "@/api/types";
import { ButtonAnchor, ButtonLink } from "@/components/button";
import { Mark, type MarkShape } from "@/components/mark";
import { Facts } from "@/components/panel";
import { PageHeading } from "@/components/page-heading";
import { cardName } from "@/lib/cards";
import { formatDateTime, formatDayInWords } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { faceOf, spelledOut } from "./face-of";
import { CancelPayment } from "./cancel-payment";
import { status as text } from "./status-words";
import "./payments.css";

const shapes: Record<string, MarkShape> = { plain: "half", good: "check", warn: "triangle", bad: "cross" };

/** One payment, in the state it is in. The heading is the state, and changes are read out. */
export function PaymentStatus({ payment, live, connected }: { payment: Payment; live: boolean; connected: boolean }) {
  const face = faceOf(payment);
  return (
    <>
      <div className={`status-heading status-${face.tone}`}>
        <Mark shape={shapes[face.tone] ?? "dot"} />
        <PageHeading title={face.title}>{face.title}</PageHeading>
      </div>
      <p role="status" className="visually-hidden">
        {[face.title, ...face.body].join(" ")}
      </p>
      {face.body.map((sentence) => (
        <p key={sentence} className="lead">
          {sentence}
        </p>
      ))}
      {payment.state === "succeeded" ? <Confirmation payment={payment} /> : null}
      <Actions payment={payment} />
      <PaymentFacts payment={payment} />
      {live ? <p className="small quiet">{connected ? text.live : text.reconnecting}</p> : null}
    </>
  );
}

function Confirmation({ payment }: { payment: Payment }) {
  return (
    <section className="panel stack-tight" aria-labelledby="confirmation">
      <h2 id="confirmation">{text.confirmation}</h2>
      <p className="confirmation">{payment.confirmation_number}</p>
      <p className="small quiet">
        {text.readOut} <span className="spoken">{spelledOut(payment.confirmation_number)}</span>
      </p>
    </section>
  );
}

function Actions({ payment }: { payment: Payment }) {
  const bills = payment.items.map((item) => item.bill_id).join(",");
  const [only] = payment.items;
  const amount = payment.items.length === 1 && only ? { amount: only.amount.amount_minor } : {};
  const again = (label: string) => (
    <ButtonLink to="/pay" search={{ bills, ...amount }} kind="primary">
      {label}
    </ButtonLink>
  );
  const back = <Link to="/bills">{text.bills}</Link>;

  switch (payment.state) {
    case "requires_action":
      return (
        <div className="row">
          {payment.next_action ? (
            <ButtonAnchor href={payment.next_action.url} kind="primary">
              {payment.reason === null ? text.continueButton : text.anotherCard}
            </ButtonAnchor>
          ) : null}
          <CancelPayment paymentId={payment.id} />
        </div>
      );
    case "failed":
      return (
        <div className="row">
          {again(text.anotherCard)}
          {back}
        </div>
      );
    case "expired":
    case "canceled":
      return (
        <div className="row">
          {payment.reason?.code === "bill_already_paid" ? null : again(text.payAgain)}
          {back}
        </div>
      );
    case "succeeded":
      return (
        <>
          {payment.email ? <p>{text.receiptSent(payment.email)}</p> : null}
          <div className="row">
            {payment.receipt ? (
              <ButtonLink to="/receipts/$paymentId" params={{ paymentId: payment.id }} search={{ token: payment.receipt.token }} kind="primary">
                {text.receipt}
              </ButtonLink>
            ) : (
              <p>{text.noReceiptYet}</p>
            )}
            {back}
          </div>
        </>
      );
    default:
      return back;
  }
}

function PaymentFacts({ payment }: { payment: Payment }) {
  const done = payment.state === "succeeded";
  const billers = [...new Set(payment.items.map((item) => item.biller_name))].join(", ");
  const { brand, last4 } = payment.method;
  return (
    <Facts
      facts={[
        [billers, payment.items.map((item) => item.bill_number).join(", ")],
        [text.amount, formatMoney(payment.amount)],
        [text.fee, payment.fee.amount_minor === 0 ? null : formatMoney(payment.fee)],
        [text.total, <strong key="total">{formatMoney(payment.total)}</strong>],
        done ? [text.paidOn, formatDateTime(payment.succeeded_at ?? payment.updated_at)] : [text.started, formatDateTime(payment.created_at)],
        [text.card, last4 === null ? null : cardName(brand, last4)],
        [text.statement, done ? payment.statement_descriptor : null],
        [text.arrives, done ? formatDayInWords(payment.delivery_date) : null],
        done ? [text.confirmation, null] : [text.confirmation, payment.confirmation_number],
      ]}
    />
  );
}
