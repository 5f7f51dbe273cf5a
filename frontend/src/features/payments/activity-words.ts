import type { PaymentState } from "@/api/types";

export const stateWords: Record<PaymentState, string> = {
  submitting: "Sending",
  requires_action: "Waiting for you",
  processing: "In progress",
  unknown: "Being checked",
  held: "Being checked",
  blocked: "Not possible",
  succeeded: "Paid",
  failed: "Did not go through",
  expired: "Timed out",
  canceled: "Canceled",
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
