/** What the address of the desk's lists may say. */
export const alertStates = ["open", "in_case", "dismissed", "any"] as const;
export const verdicts = ["hold", "block", "allow"] as const;
export const caseStates = ["open", "investigating", "escalated", "decided"] as const;
export const owners = ["me", "nobody"] as const;
export const profiles = ["msb", "bank"] as const;
