import { queryOptions } from "@tanstack/react-query";
import { makePasskey, showPasskey } from "@/lib/passkeys";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";
import type { Session } from "@/api/types";

export type SecondFactors = components["schemas"]["SecondFactorsOut"];
export type Passkey = components["schemas"]["PasskeyOut"];
export type NewAuthenticator = components["schemas"]["NewAuthenticatorOut"];
export type Enrolled = components["schemas"]["EnrolledOut"];

export const secondFactorsQuery = queryOptions({
  queryKey: ["second-factors"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/second-factors", { signal })),
});

export const beginAuthenticator = () => answer(api.POST("/api/v1/auth/second-factors/authenticator"));

export const confirmAuthenticator = (code: string) => answer(api.POST("/api/v1/auth/second-factors/authenticator/confirm", { body: { code } }));

export async function removeAuthenticator(): Promise<void> {
  await answer(api.DELETE("/api/v1/auth/second-factors/authenticator"));
}

export async function makeRecoveryCodes(): Promise<string[]> {
  return (await answer(api.POST("/api/v1/auth/second-factors/recovery-codes"))).codes;
}

export async function addPasskey(name: string): Promise<Enrolled> {
  const { public_key } = await answer(api.POST("/api/v1/auth/passkeys/options"));
  const credential = await makePasskey(public_key);
  return answer(api.POST("/api/v1/auth/passkeys", { body: { name, credential } }));
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  await answer(api.PATCH("/api/v1/auth/passkeys/{passkey_id}", { params: { path: { passkey_id: id } }, body: { name } }));
}

export async function removePasskey(id: string): Promise<void> {
  await answer(api.DELETE("/api/v1/auth/passkeys/{passkey_id}", { params: { path: { passkey_id: id } } }));
}

export const stepUp = (body: { code: string } | { password: string }) => answer(api.POST("/api/v1/auth/step-up", { body }));

export async function stepUpWithPasskey(): Promise<Session> {
  const { public_key } = await answer(api.POST("/api/v1/auth/step-up/passkey/options"));
  const credential = await showPasskey(public_key);
  return answer(api.POST("/api/v1/auth/step-up/passkey", { body: { credential } }));
}
