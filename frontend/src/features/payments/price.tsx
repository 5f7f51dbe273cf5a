import type { Quote } from "@/api/types";
import { formatDateTime, formatDayInWords } from "@/lib/dates";
import { formatMoney, sumMoney, type Money } from "@/lib/money";
import { pay as text } from "./pay-words";
import "./payments.css";

/** Amount, fee, total and the day the biller has the money: everything there is to know before paying. */
export function Price({ quote, minutesLeft }: { quote: Quote; minutesLeft: number | null }) {
  const [only] = quote.items;
  const several = quote.items.length > 1;
  const cutOff = quote.items.map((item) => item.cut_off_at).toSorted()[0];
  return (
    <section className="panel stack" aria-label={text.total}>
      <table className="price-lines">
        <tbody>
          {quote.items.map((item) => (
            <tr key={item.bill_id}>
              <th scope="row">
                {item.biller_name}
                <span className="small quiet price-bill">
                  {text.bill} {item.bill_number}, {item.account_number}
                </span>
              </th>
              <td className="number">{formatMoney(item.amount)}</td>
            </tr>
          ))}
          {feesOf(quote).map(([biller, fee]) => (
            <tr key={biller}>
              <th scope="row">{biller === "" ? text.fee : text.feeOf(biller)}</th>
              <td className="number">{fee.amount_minor === 0 ? text.noFee : formatMoney(fee)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td className="number price">{formatMoney(quote.total)}</td>
          </tr>
        </tfoot>
      </table>
      <p>
        {several || !only ? text.arrivesAll(formatDayInWords(quote.delivery_date)) : text.arrives(only.biller_name, formatDayInWords(only.delivery_date))}{" "}
        {cutOff ? text.cutOff(formatDateTime(cutOff)) : null}
      </p>
      {minutesLeft === null || minutesLeft > 5 ? null : <p className="small quiet">{text.holds(minutesLeft)}</p>}
    </section>
  );
}

/** Every biller sets its own fee, so several billers have a line each; no fee at all needs only one. */
function feesOf({ items, fee }: Quote): [biller: string, fee: Money][] {
  const billers = [...new Set(items.map((item) => item.biller_name))];
  if (billers.length === 1 || fee.amount_minor === 0) return [["", fee]];
  return billers.map((name) => [name, sumMoney(items.filter((item) => item.biller_name === name).map((item) => item.fee), fee.currency)]);
}
