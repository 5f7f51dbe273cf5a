import type { Bill } from "@/api/types";
import { Status } from "@/components/mark";
import { daysUntil } from "@/lib/dates";
import { words } from "./words";

/** A bill's state in one word and one shape. */
export function BillStatus({ bill }: { bill: Pick<Bill, "status" | "overdue" | "live_payment_id"> }) {
  const text = words.status;
  if (bill.live_payment_id !== null) return <Status shape="half">{text.live}</Status>;
  if (bill.status === "paid") return <Status shape="check" tone="good">{text.paid}</Status>;
  if (bill.status === "withdrawn") return <Status shape="cross">{text.withdrawn}</Status>;
  if (bill.overdue) return <Status shape="triangle" tone="bad">{text.overdue}</Status>;
  if (bill.status === "part_paid") return <Status shape="half">{text.part_paid}</Status>;
  return <Status shape="ring">{text.open}</Status>;
}

const SOON_DAYS = 31;

/** Overdue, or due within a month. */
export const isDueSoon = (bill: Pick<Bill, "due_on">, now: Date) => daysUntil(bill.due_on, now) <= SOON_DAYS;

/** True when there is something left to pay on it. */
export const isPayable = (bill: Bill) => (bill.status === "open" || bill.status === "part_paid") && bill.amount_open.amount_minor > 0;
