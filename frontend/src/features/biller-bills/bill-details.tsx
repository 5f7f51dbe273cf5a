import type { Bill } from "@/api/types";
import { Amount } from "@/components/amount";
import { CopyText } from "@/components/copy-text";
import { DataTable } from "@/components/data-table";
import { Facts, Panel } from "@/components/panel";
import { formatDate } from "@/lib/dates";
import { BillStatus } from "./bill-status";

/** All that is known of one bill: what it asks for, for what, and what has been paid. */
export function BillDetails({ bill }: { bill: Bill }) {
  const period = bill.period_start && bill.period_end ? `${formatDate(bill.period_start)} to ${formatDate(bill.period_end)}` : null;
  return (
    <>
      <Panel label="Facts">
        <Facts
          facts={[
            ["Status", <BillStatus key="status" bill={bill} />],
            ["Asked for", <Amount key="due" money={bill.amount_due} />],
            ["Paid", <Amount key="paid" money={bill.amount_paid} />],
            ["Open", <strong key="open"><Amount money={bill.amount_open} /></strong>],
            ["Due", formatDate(bill.due_on)],
            ["Issued", bill.issued_on ? formatDate(bill.issued_on) : null],
            ["Period", period],
            ["Account", <CopyText key="account" text={bill.account_number} what="the account number" />],
            ["Name", bill.account_name],
            ["Service address", bill.service_address],
            ["Message to the payer", bill.message],
            ["Bill id", <CopyText key="id" text={bill.id} what="the bill id" />],
          ]}
        />
      </Panel>
      {bill.charges.length === 0 ? (
        <p className="quiet">Your file gave no single charges for this bill.</p>
      ) : (
        <DataTable
          caption="Charges"
          columns={[
            { name: "For", names: true, cell: (charge) => charge.description },
            { name: "Amount", number: true, cell: (charge) => <Amount money={charge.amount} /> },
          ]}
          rows={bill.charges.map((charge, place) => ({ ...charge, place }))}
          rowKey={(charge) => String(charge.place)}
        />
      )}
    </>
  );
}
