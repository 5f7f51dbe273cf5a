import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type Device = components["schemas"]["DeviceOut"];

export const devicesQuery = queryOptions({
  queryKey: ["devices"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/sessions", { signal })),
});

export async function endSession(id: string): Promise<void> {
  await answer(api.DELETE("/api/v1/auth/sessions/{session_id}", { params: { path: { session_id: id } } }));
}

export const endOtherSessions = () => answer(api.POST("/api/v1/auth/sessions/end-others"));

export const changePassword = (password: string, new_password: string) => answer(api.POST("/api/v1/auth/password", { body: { password, new_password } }));

export const changeEmail = (email: string, password: string) => answer(api.POST("/api/v1/auth/email", { body: { email, password } }));

export const resendConfirmation = () => answer(api.POST("/api/v1/auth/email/resend"));

export const confirmEmail = (token: string, password: string | null) => answer(api.POST("/api/v1/auth/email/confirm", { body: { token, password } }));

export async function forgotPassword(email: string): Promise<void> {
  await answer(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
}

export async function resetPassword(token: string, new_password: string): Promise<void> {
  await answer(api.POST("/api/v1/auth/password/reset", { body: { token, new_password } }));
}

export async function disownSignIn(token: string): Promise<void> {
  await answer(api.POST("/api/v1/auth/not-me", { body: { token } }));
}
