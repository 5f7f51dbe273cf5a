import type { PaymentState } from "@/api/types";

export const stateWords: Record<PaymentState, string> = {
  submitting: "Sending",
  requires_action: "Waiting for you",
  processing: "Under way",
  unknown: "Being checked",
  held: "On hold",
  blocked: "Not possible",
  succeeded: "Paid",
  failed: "Did not go through",
  expired: "Ran out of time",
  canceled: "Given up",
};

export const activity = {
  title: "Your payments",
  loading: "Loading your payments",
  what: "your payments",
  emptyTitle: "No payments yet",
  empty: "When you pay a bill, it shows up here with its receipt.",
  more: "Show older payments",
  toBills: "See your bills",
};
