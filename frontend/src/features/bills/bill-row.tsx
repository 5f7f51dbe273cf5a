import { Link } from "@tanstack/react-router";
import type { Bill } from "@/api/types";
import { dueInWords } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { BillStatus, isPayable } from "./bill-status";
import { words } from "./words";

interface Choice {
  chosen: boolean;
  onChange: (chosen: boolean) => void;
}

export function BillRow({ bill, now, choice }: { bill: Bill; now: Date; choice?: Choice | undefined }) {
  const name = `${bill.biller_name}, ${bill.bill_number}`;
  const payable = isPayable(bill);
  const due = dueInWords(bill.due_on, now);
  return (
    <li className="bill-row">
      {choice ? (
        <input
          type="checkbox"
          className="bill-choice"
          aria-label={words.list.choose(name)}
          checked={choice.chosen}
          onChange={(event) => choice.onChange(event.target.checked)}
        />
      ) : null}
      <div className="bill-what">
        <Link to="/bills/$billId" params={{ billId: bill.id }} className="bill-name">
          {bill.biller_name}
        </Link>
        <span className="small quiet">
          {words.list.account(bill.account_number)} · {bill.bill_number}
        </span>
        {payable && !bill.overdue ? <span className="small">{due.charAt(0).toUpperCase() + due.slice(1)}</span> : null}
        {bill.status === "part_paid" ? (
          <span className="small">{words.row.paidOf(formatMoney(bill.amount_paid), formatMoney(bill.amount_due))}</span>
        ) : null}
      </div>
      <div className="bill-amount">
        <span className="number">{formatMoney(payable ? bill.amount_open : bill.amount_due)}</span>
        <span className="small">
          <BillStatus bill={bill} />
        </span>
        {payable && bill.overdue ? <span className="small">{due}</span> : null}
      </div>
    </li>
  );
}
