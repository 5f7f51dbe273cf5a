import { useEffect, useState } from "react";
import { ConfirmAddress, ForgotPassword, NotMe, ResetPassword } from "@/features/identity/mailed-link-forms";

export const ForgotPasswordPage = ForgotPassword;

/** The secret of a mailed link: it stands after the "#", which browsers tell no server, and leaves the address bar at once. */
function useLinkToken(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (window.location.hash !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  return token;
}

export function ResetPasswordPage() {
  return <ResetPassword token={useLinkToken()} />;
}

export function ConfirmPage() {
  return <ConfirmAddress token={useLinkToken()} />;
}

export function NotMePage() {
  return <NotMe token={useLinkToken()} />;
}
