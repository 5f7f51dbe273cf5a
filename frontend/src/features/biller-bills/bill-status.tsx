import type { Bill } from "@/api/types";
import { Status } from "@/components/mark";

export const billStatusWords: Readonly<Record<Bill["status"], string>> = {
  open: "Open",
  part_paid: "Partly paid",
  paid: "Paid",
  withdrawn: "Withdrawn",
};

export function BillStatus({ bill }: { bill: Pick<Bill, "status" | "overdue" | "live_payment_id"> }) {
  if (bill.live_payment_id !== null) return <Status shape="half">Being paid</Status>;
  if (bill.status === "paid") return <Status shape="check" tone="good">Paid</Status>;
  if (bill.status === "withdrawn") return <Status shape="cross">Withdrawn</Status>;
  if (bill.overdue) return <Status shape="triangle" tone="warn">{bill.status === "part_paid" ? "Partly paid, overdue" : "Overdue"}</Status>;
  return <Status shape={bill.status === "part_paid" ? "half" : "ring"}>{billStatusWords[bill.status]}</Status>;
}
