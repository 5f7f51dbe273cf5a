import type { ReactNode } from "react";
import type { Payment, QuoteItem } from "@/api/types";
import { Amount } from "@/components/amount";
import { CopyText } from "@/components/copy-text";
import { DataTable } from "@/components/data-table";
import { Facts, Panel } from "@/components/panel";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { methodInWords } from "./method-words";
import { PaymentStateSign } from "./payment-state";
import { wordsOf } from "./state-words";

/** What was paid, how, and where it stands. */
export function PaymentSummary({ payment, billLink }: { payment: Payment; billLink: (item: QuoteItem) => ReactNode }) {
  return (
    <>
      <Panel label="Facts">
        <Facts
          facts={[
            [
              "State",
              <span key="state">
                <PaymentStateSign state={payment.state} /> <span className="quiet">{wordsOf(payment.state).meaning}</span>
              </span>,
            ],
            ["Reason", payment.reason ? payment.reason.message : null],
            ["To the bill", <Amount key="amount" money={payment.amount} />],
            ["Fee", <Amount key="fee" money={payment.fee} />],
            ["Payer paid", <strong key="total"><Amount money={payment.total} /></strong>],
            ["Method", methodInWords(payment.method)],
            ["Started", <When key="started" at={payment.created_at} />],
            ["Paid", payment.succeeded_at ? <When key="paid" at={payment.succeeded_at} /> : null],
            ["You get the money", payment.state === "succeeded" && payment.delivery_date ? formatDate(payment.delivery_date) : null],
            ["On the payer's statement", payment.statement_descriptor],
            ["Confirmation number", <CopyText key="number" text={payment.confirmation_number} what="the confirmation number" />],
            ["Payment id", <CopyText key="id" text={payment.id} what="the payment id" />],
          ]}
        />
      </Panel>
      <DataTable
        caption="Bills in this payment"
        columns={[
          { name: "Bill", names: true, cell: billLink },
          { name: "Account", cell: (item) => item.account_number },
          { name: "Delivered", cell: (item) => formatDate(item.delivery_date) },
          { name: "Amount", number: true, cell: (item) => <Amount money={item.amount} /> },
          { name: "Fee", number: true, cell: (item) => <Amount money={item.fee} /> },
        ]}
        rows={payment.items}
        rowKey={(item) => item.bill_id}
      />
    </>
  );
}
