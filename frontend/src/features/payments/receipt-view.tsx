import { Button, ButtonAnchor } from "@/components/button";
import { receiptDownloadUrl, receiptPdfUrl } from "@/api/receipts";
import { Facts } from "@/components/panel";
import { formatDateTime, formatDayInWords } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { ReceiptContent } from "@/lib/verify/receipt";
import { receipt as text } from "./receipt-words";
import "./payments.css";

/** A receipt on one printed page. It shows what the receipt file says and nothing else. */
export function ReceiptView({ content, paymentId, token }: { content: ReceiptContent; paymentId: string; token: string | undefined }) {
  const money = (minor: number) => formatMoney({ amount_minor: minor, currency: content.currency });
  return (
    <>
      <section aria-labelledby="number" className="stack-tight">
        <h2 id="number">{text.confirmation}</h2>
        <p className="confirmation">{content.confirmation_number}</p>
      </section>
      <table className="price-lines">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text.paidTo}</th>
            <th scope="col">{text.amount}</th>
          </tr>
        </thead>
        <tbody>
          {content.items.map((item) => (
            <tr key={`${item.biller} ${item.bill_number}`}>
              <th scope="row">
                <strong>{item.biller}</strong>
                <span className="small quiet price-bill">
                  {text.account(item.account_number)} · {text.bill} {item.bill_number}
                </span>
                <span className="small quiet price-bill">{text.arrives(formatDayInWords(item.delivery_date))}</span>
              </th>
              <td className="number">{money(item.amount_minor)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.fee}</th>
            <td className="number">{content.fee_minor === 0 ? text.noFee : money(content.fee_minor)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td className="number">{money(content.total_minor)}</td>
          </tr>
        </tfoot>
      </table>
      <Facts
        facts={[
          [text.paidOn, formatDateTime(content.paid_at)],
          [text.card, content.method.charAt(0).toUpperCase() + content.method.slice(1)],
          [text.statement, content.statement_descriptor],
          [text.payment, <code key="id">{content.payment_id}</code>],
        ]}
      />
      <div className="stack screen-only">
        <div className="row">
          <ButtonAnchor href={receiptDownloadUrl(paymentId, token)} download={`receipt-${content.confirmation_number}.json`}>
            {text.download}
          </ButtonAnchor>
          <ButtonAnchor href={receiptPdfUrl(paymentId, token)} download={`receipt-${content.confirmation_number}.pdf`}>
            {text.pdf}
          </ButtonAnchor>
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
        <p className="small quiet">{text.keep}</p>
      </div>
    </>
  );
}
