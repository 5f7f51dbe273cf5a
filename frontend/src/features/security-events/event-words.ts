import type { SecurityKind } from "./api";

export const eventKinds: readonly SecurityKind[] = ["sign_in", "refusal", "api_key", "approval", "person"];

const kinds: Readonly<Record<SecurityKind, string>> = {
  sign_in: "Sign-ins",
  refusal: "Refusals",
  api_key: "API keys",
  approval: "Approvals",
  person: "People",
};

export const kindWords = (kind: SecurityKind): string => kinds[kind];

const events: Readonly<Record<string, string>> = {
  "user.signed_in": "Signed in",
  "user.signed_out": "Signed out",
  "user.token_issued": "Got a token",
  "user.sign_in_refused": "Sign-in refused",
  "user.registered": "Registered",
  "user.created": "Made by an administrator",
  "user.role_granted": "Got another role",
  "user.deactivated": "Deactivated",
  "user.reactivated": "May sign in again",
  "user.sessions_ended": "All sessions ended",
  "user.device_signed_out": "Signed out in one place",
  "user.second_factors_taken_away": "Second factors taken away",
  "user.read": "Looked at",
  "user.searched": "Searched for people",
  "api_key.created": "API key made",
  "api_key.revoked": "API key revoked",
  "api_key.all_revoked": "All API keys revoked",
  "api_key.refused": "API key refused",
  "approval.proposed": "Proposed",
  "approval.approved": "Approved",
  "approval.rejected": "Rejected",
  "approval.expired": "Proposal ran out",
};

/** An event in words; one that has none yet is named as the log names it. */
export const eventWords = (type: string): string => events[type] ?? type.replaceAll("_", " ").replace(".", ": ");
