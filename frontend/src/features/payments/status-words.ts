import type { PaymentState } from "@/api/types";

export interface Face {
  title: string;
  body: string[];
  tone: "plain" | "good" | "warn" | "bad";
}

/** What each state means for a person. Every state has one, so a new state is a type error here. */
export const faces: Record<PaymentState, Face> = {
  submitting: { title: "Sending your payment", tone: "plain", body: ["This takes a few seconds. You can leave this page open or close it: the payment goes on by itself."] },
  requires_action: { title: "One step is left", tone: "warn", body: ["Your card details or your bank's confirmation are still needed.", "Nothing has been charged yet."] },
  processing: { title: "Your bank is working on it", tone: "plain", body: ["We will show the result here as soon as we have it. You need not do anything, and please do not pay again."] },
  unknown: {
    title: "We're checking with the card processor",
    tone: "warn",
    body: ["We sent your payment and got no clear answer, so we are asking until we know. This mostly takes less than a minute.", "Don't pay again. If you close this page, we still find out, and a payment that went through gets its receipt by email."],
  },
  held: { title: "We are checking this payment", tone: "warn", body: ["Nothing was charged yet. Your bill counts as being paid meanwhile.", "Don't pay again. This page shows how it goes on, and we write to you; if it goes through, your receipt comes by email."] },
  blocked: { title: "The payment did not go through", tone: "bad", body: ["This payment cannot be made.", "Nothing was charged."] },
  succeeded: { title: "Paid. Thank you.", tone: "good", body: [] },
  failed: { title: "The payment did not go through", tone: "bad", body: ["Nothing was charged."] },
  expired: { title: "The time for this payment ran out", tone: "bad", body: ["Nothing was charged. You can start again at any time."] },
  canceled: { title: "You canceled this payment", tone: "plain", body: ["Nothing was charged."] },
};

const CALL_BANK = "Your bank refused the card and does not tell us why. Your bank can; its number is on the back of the card.";

/** Why a card was refused, by the processor's codes. A lost or stolen card is not named: the person paying may not be its owner. */
export const reasons: Record<string, string> = {
  insufficient_funds: "The card does not have enough money for this payment.",
  expired_card: "The card has expired.",
  incorrect_cvc: "The security code of the card was wrong.",
  invalid_cvc: "The security code of the card was wrong.",
  incorrect_number: "The card number was wrong.",
  invalid_expiry_month: "The card's expiry date was wrong.",
  invalid_expiry_year: "The card's expiry date was wrong.",
  incorrect_zip: "The postal code did not match the card.",
  card_not_supported: "This card cannot be used for this kind of payment.",
  currency_not_supported: "This card does not work in this currency.",
  authentication_required: "Your bank wanted you to confirm the payment, and that did not happen.",
  payment_intent_authentication_failure: "Your bank could not confirm that it was you.",
  authentication_failed: "Your bank could not confirm that it was you.",
  processing_error: "Something went wrong at the card processor. Try again in a moment.",
  card_velocity_exceeded: "The card has reached its limit for now.",
  withdrawal_count_limit_exceeded: "The card has reached its limit for now.",
  payment_not_made: "This payment cannot be made.",
  card_declined: CALL_BANK,
  generic_decline: CALL_BANK,
  do_not_honor: CALL_BANK,
  lost_card: CALL_BANK,
  stolen_card: CALL_BANK,
  pickup_card: CALL_BANK,
  fraudulent: CALL_BANK,
};

export const status = {
  loading: "Loading your payment",
  what: "this payment",
  continueButton: "Continue to the card page",
  cancel: "Cancel this payment",
  canceling: "Canceling…",
  declinedTitle: "Your card was declined",
  anotherCard: "Try another card",
  payAgain: "Start again",
  alreadyPaidTitle: "This bill was already paid",
  alreadyPaid: ["Another payment for it had gone through first. This one was ended and nothing was charged for it."],
  confirmation: "Confirmation number",
  readOut: "If you call, read it out like this:",
  total: "Total",
  amount: "Amount",
  fee: "Card fee",
  paidOn: "Paid on",
  started: "Started on",
  card: "Card",
  statement: "On your card statement",
  arrives: "Your biller has it by",
  receipt: "See the receipt",
  receiptSent: (email: string) => `We sent the receipt to ${email}.`,
  bills: "Back to your bills",
  live: "This page shows news by itself.",
  reconnecting: "The live connection is down. We look every few seconds instead.",
  noReceiptYet: "Your receipt is being written. It appears here in a moment.",
};
