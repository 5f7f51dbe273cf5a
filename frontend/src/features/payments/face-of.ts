import type { Payment } from "@/api/types";
import { faces, reasons, status, type Face } from "./status-words";

/** What to tell the payer about a payment as it stands. */
export function faceOf(payment: Pick<Payment, "state" | "reason">): Face {
  const face = faces[payment.state];
  const reason = payment.reason;
  if (reason?.code === "bill_already_paid" && payment.state !== "succeeded") {
    return { title: status.alreadyPaidTitle, tone: "good", body: status.alreadyPaid };
  }
  // A card declined on the card page ends nothing there, so the payment still waits.
  if (payment.state === "requires_action" && reason !== null) return { ...faces.failed, title: status.declinedTitle, body: [...reasonWords(reason), ...faces.failed.body] };
  if (payment.state === "failed") return { ...face, body: [...reasonWords(reason), ...face.body] };
  return face;
}

function reasonWords(reason: Payment["reason"]): string[] {
  if (reason === null) return [];
  const known = reasons[reason.code];
  if (known !== undefined) return [known];
  return reason.message === "" ? [] : [reason.message];
}

/** "7KQ4-M2XD-9F" -> "7 K Q 4, M 2 X D, 9 F": how one reads it out over the phone. */
export function spelledOut(confirmation: string): string {
  return confirmation
    .split("-")
    .map((group) => [...group].join(" "))
    .join(", ");
}
