import { showPasskey } from "@/lib/passkeys";
import { answer, api } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Session } from "@/api/types";

/** What a right password is answered with by an account that has a second factor. */
export interface SecondStep {
  pending: string;
  ways: readonly string[];
}

export function secondStepOf(error: unknown): SecondStep | null {
  if (!(error instanceof Problem) || error.code !== "second_factor_needed") return null;
  return { pending: String(error.members["pending"]), ways: error.members["ways"] as string[] };
}

export const signInWithCode = (body: { pending: string; code: string }) => answer(api.POST("/api/v1/auth/sign-in/code", { body }));

/** Without `pending`, a passkey alone signs in. */
export async function signInWithPasskey(pending: string | null): Promise<Session> {
  const { public_key } = await answer(api.POST("/api/v1/auth/sign-in/passkey/options", { body: { pending } }));
  const credential = await showPasskey(public_key);
  return answer(api.POST("/api/v1/auth/sign-in/passkey", { body: { pending, credential } }));
}
