/** The lists of the desk, in the order in which they are offered. */
export const queues = ["waiting", "review_due", "asked_again", "approved", "rejected", "expired"] as const;
