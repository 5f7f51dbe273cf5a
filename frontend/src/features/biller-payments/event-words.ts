/** What the processor and the ledger call things, in words for the biller's desk. The names themselves stand beside them, small. */
const events: Readonly<Record<string, string>> = {
  "payment_intent.created": "The processor has opened the charge",
  "payment_intent.succeeded": "The card was charged",
  "payment_intent.payment_failed": "The card was declined",
  "payment_intent.processing": "The charge is being decided",
  "payment_intent.requires_action": "The bank asks the payer to confirm",
  "payment_intent.canceled": "The charge was canceled",
  "checkout.session.completed": "The payer finished the card page",
  "checkout.session.async_payment_succeeded": "The bank confirmed the money",
  "checkout.session.async_payment_failed": "The bank refused the money",
  "checkout.session.expired": "The card page was closed",
  "charge.succeeded": "The charge went through",
  "charge.failed": "The charge did not go through",
  "charge.updated": "The charge was completed with its details",
  "payment.started": "The payment was started",
  "payment.succeeded": "Payment succeeded",
  "payment.succeeded_late": "Payment succeeded after it had been given up",
  "payment.failed": "Payment failed",
  "payment.expired": "Payment ran out of time",
  "payment.canceled": "Payment canceled",
  "payment.blocked": "Payment blocked",
  "processor.fee_reported": "The processor’s fee was booked",
};

/** A name this page does not know is made readable: "charge.dispute.created" -> "Charge dispute created". */
export function eventInWords(name: string): string {
  const plain = name.replace(/[._]+/g, " ");
  return events[name] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
