import type { PaymentState } from "@/api/types";
import type { MarkShape, StatusTone } from "@/components/mark";

interface StateWords {
  word: string;
  meaning: string;
  shape: MarkShape;
  tone: StatusTone;
}

/** Every state a payment can be in, in words for the people at the biller's desk. */
export const stateWords: Readonly<Record<PaymentState, StateWords>> = {
  submitting: { word: "Starting", meaning: "The payment is being sent to the card processor.", shape: "ring", tone: "plain" },
  requires_action: { word: "Waiting for payer", meaning: "The payer has to finish at the processor or the bank. Nothing was charged yet.", shape: "ring", tone: "plain" },
  processing: { word: "Processing", meaning: "The processor has it and has not decided yet.", shape: "half", tone: "plain" },
  unknown: { word: "Being checked", meaning: "The processor did not answer in time. We ask until it tells us; the payer must not pay again.", shape: "half", tone: "warn" },
  held: { word: "Being checked", meaning: "It is looked at before it is sent. Nothing was charged yet.", shape: "half", tone: "warn" },
  blocked: { word: "Blocked", meaning: "Compliance did not allow it. Nothing was charged.", shape: "cross", tone: "bad" },
  succeeded: { word: "Paid", meaning: "The money is on its way to the biller.", shape: "check", tone: "good" },
  failed: { word: "Declined", meaning: "The processor or the bank said no. Nothing was charged.", shape: "cross", tone: "bad" },
  expired: { word: "Expired", meaning: "The payer did not finish in time. Nothing was charged.", shape: "cross", tone: "plain" },
  canceled: { word: "Given up", meaning: "The payer gave up. Nothing was charged.", shape: "cross", tone: "plain" },
};

export const paymentStates = Object.keys(stateWords) as PaymentState[];

export const wordsOf = (state: string): StateWords =>
  stateWords[state as PaymentState] ?? { word: state.replaceAll("_", " "), meaning: "", shape: "dot", tone: "plain" };
