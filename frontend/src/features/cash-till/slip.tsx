import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { formatMoney } from "@/lib/money";
import type { CashTaken } from "./api";
import "./till.css";

/** The receipt of cash, on one printed page. `more` are ways to the receipt that proves itself. */
export function CashSlip({ taken, more }: { taken: CashTaken; more: ReactNode }) {
  const { payment } = taken;
  const [first] = payment.items;
  return (
    <>
      <p className="till-change screen-only">{taken.change.amount_minor === 0 ? "Nothing to give back." : `Give back ${formatMoney(taken.change)}.`}</p>
      <section className="panel stack till-slip" aria-labelledby="slip">
        <div className="stack-tight">
          <h2 id="slip">{first?.biller_name ?? "Receipt"}</h2>
          <p>Receipt for cash</p>
        </div>
        <Facts
          facts={[
            ["Confirmation number", <strong key="number">{payment.confirmation_number}</strong>],
            ["When", <When key="at" at={taken.taken_at} />],
            ["Counter", taken.location],
          ]}
        />
        <table className="till-lines">
          <thead>
            <tr>
              <th scope="col">Bill</th>
              <th scope="col" className="number">
                Paid
              </th>
            </tr>
          </thead>
          <tbody>
            {payment.items.map((item) => (
              <tr key={item.bill_id}>
                <th scope="row">
                  {item.bill_number}, account {item.account_number}
                </th>
                <td className="number">{formatMoney(item.amount)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Line name="Total, no fee" amount={formatMoney(payment.total)} />
            <Line name="Cash handed over" amount={formatMoney(taken.tendered)} />
            <Line name="Change" amount={formatMoney(taken.change)} />
          </tfoot>
        </table>
        {taken.conductor_recorded ? <p className="small">Who paid was recorded, as the law asks.</p> : null}
        <p className="small">
          Payment <code>{payment.id}</code>
        </p>
      </section>
      <div className="row screen-only">
        <Button kind="primary" onClick={() => window.print()}>
          Print
        </Button>
        {more}
      </div>
    </>
  );
}

const Line = ({ name, amount }: { name: string; amount: string }) => (
  <tr>
    <th scope="row">{name}</th>
    <td className="number">{amount}</td>
  </tr>
);
