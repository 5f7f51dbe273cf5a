import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { paymentQuery } from "@/api/payments";
import type { Bill, Biller } from "@/api/types";
import { Button, ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { SupportLines } from "@/components/support-lines";
import { dueInWords, formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { BillStatus, isPayable } from "./bill-status";
import { words } from "./words";
import "./bills.css";

const text = words.detail;

export function BillDetails({ bill, biller, now }: { bill: Bill; biller: Biller | undefined; now: Date }) {
  return (
    <>
      <BillState bill={bill} />
      {isPayable(bill) ? (
        <Panel>
          <div className="row-between">
            <p>{text.toPay}</p>
            <p>
              {bill.overdue || bill.status === "part_paid" || bill.live_payment_id !== null ? <BillStatus bill={bill} /> : null}{" "}
              <span className="quiet">{dueInWords(bill.due_on, now)}</span>
            </p>
          </div>
          <p className="price">{formatMoney(bill.amount_open)}</p>
          <PayLinks bill={bill} biller={biller} />
        </Panel>
      ) : null}
      <Facts
        facts={[
          [text.account, bill.account_number],
          [text.name, bill.account_name],
          [text.number, bill.bill_number],
          [text.amountDue, formatMoney(bill.amount_due)],
          [text.alreadyPaid, bill.amount_paid.amount_minor > 0 ? formatMoney(bill.amount_paid) : null],
          [text.due, formatDate(bill.due_on)],
          [text.issued, bill.issued_on ? formatDate(bill.issued_on) : null],
          [text.period, bill.period_start && bill.period_end ? `${formatDate(bill.period_start)} to ${formatDate(bill.period_end)}` : null],
          [text.address, bill.service_address],
        ]}
      />
      {bill.charges.length > 0 ? <Charges bill={bill} /> : null}
      {bill.message ? (
        <section className="stack-tight">
          <h2>{text.message}</h2>
          <p>{bill.message}</p>
        </section>
      ) : null}
      {biller ? <SupportLines before={text.contact(biller.name)} support={biller.support} /> : null}
      <div className="row screen-only">
        <Button kind="plain" onClick={() => window.print()}>
          {text.print}
        </Button>
      </div>
    </>
  );
}

function BillState({ bill }: { bill: Bill }) {
  if (bill.live_payment_id !== null) return <LivePayment id={bill.live_payment_id} />;
  if (bill.status === "withdrawn") {
    return (
      <Notice tone="warn" title={text.withdrawnTitle}>
        <p>{text.withdrawn}</p>
      </Notice>
    );
  }
  if (bill.status === "paid") {
    return (
      <Notice tone="good" title={text.paidTitle}>
        <p>{text.paid}</p>
      </Notice>
    );
  }
  return null;
}

/** Somebody who looks the bill up again later cannot see the payment they began, but may begin anew. */
function LivePayment({ id }: { id: string }) {
  const payment = useQuery({ ...paymentQuery(id), retry: false });
  if (payment.isPending) return null;
  return (
    <Notice tone="warn" title={text.liveTitle}>
      <p>{payment.isSuccess ? text.live : text.liveElsewhere}</p>
      {payment.isSuccess ? (
        <Link to="/payments/$paymentId" params={{ paymentId: id }}>
          {text.seePayment}
        </Link>
      ) : null}
    </Notice>
  );
}

function PayLinks({ bill, biller }: { bill: Bill; biller: Biller | undefined }) {
  return (
    <div className="row">
      <ButtonLink to="/pay" search={{ bills: bill.id }} kind="primary">
        {text.pay(formatMoney(bill.amount_open))}
      </ButtonLink>
      {biller?.partial_payment || biller?.over_payment ? (
        <ButtonLink to="/pay" search={{ bills: bill.id, step: "amount" }} kind="plain">
          {text.payOther}
        </ButtonLink>
      ) : null}
    </div>
  );
}

function Charges({ bill }: { bill: Bill }) {
  return (
    <section className="stack" aria-labelledby="charges">
      <h2 id="charges">{text.charges}</h2>
      <table className="charges">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text.charge}</th>
            <th scope="col">{text.amount}</th>
          </tr>
        </thead>
        <tbody>
          {bill.charges.map((charge, line) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={line}>
              <td>{charge.description}</td>
              <td className="number">{formatMoney(charge.amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td className="number">{formatMoney(bill.amount_due)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
