import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { sessionQuery, signOut } from "@/api/session";
import { Button } from "@/components/button";

/** "Sign in" for visitors; name and sign-out for people with a session. */
export function AccountMenu() {
  const { data: session } = useQuery(sessionQuery);
  const href = useRouterState({ select: (state) => state.location.href });
  const menu = useRef<HTMLDetailsElement>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const close = (event: Event) => {
      const open = menu.current?.open ?? false;
      if (!open || !menu.current) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && !menu.current.contains(event.target)) {
        menu.current.open = false;
      }
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  // Every navigation closes the menu.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [href]);

  if (!session) return null;
  if (session.kind === "anonymous") {
    const next = href.startsWith("/sign-in") || href === "/" ? undefined : href;
    return (
      <div className="site-nav">
        <Link to="/sign-in" search={{ next }}>
          Sign in
        </Link>
      </div>
    );
  }

  async function leave() {
    setBusy(true);
    try {
      await signOut();
    } finally {
      // A full page load, so that nothing about this person stays in memory.
      window.location.assign("/");
    }
  }

  const name = session.user ? session.user.full_name : "Guest";
  const detail = session.user ? session.user.email : `${session.guest?.biller_name ?? ""}, account ${session.guest?.account_number ?? ""}`;
  return (
    <details ref={menu} className="account-menu">
      <summary>{name}</summary>
      <div className="account-menu-items stack">
        <p className="small quiet">{detail}</p>
        {session.user ? (
          <Link to="/security" search={{ next: undefined }}>
            Sign-in and security
          </Link>
        ) : (
          <Link to="/sign-in" search={{ next: undefined }}>
            Sign in
          </Link>
        )}
        <Button busy={busy} onClick={() => void leave()}>
          {session.user ? "Sign out" : "Leave and forget this account"}
        </Button>
      </div>
    </details>
  );
}
