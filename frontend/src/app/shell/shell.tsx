import { lazy, Suspense, type ReactNode } from "react";
import { Link, useRouterState } from "@tanstack/react-router";

/** A moment after the page itself: it says what comes later. */
const SessionNews = lazy(() => import("./session-news"));

/**
 * The frame of every page: skip link, header with the area's own navigation, main, footer. `area` chooses large type for
 * payers and dense type for staff.
 */
export function Shell({ area, nav, account, children }: { area: "payer" | "staff"; nav?: ReactNode; account?: ReactNode; children: ReactNode }) {
  const busy = useRouterState({ select: (state) => state.isLoading });
  return (
    <div className={area === "staff" ? "shell dense" : "shell"}>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="site-header">
        <div className="site-header-inner">
          <Link to="/" className="brand">
            <BrandMark />
            Paymentus
          </Link>
          {nav === undefined ? null : (
            <nav className="site-nav" aria-label="Main">
              {nav}
            </nav>
          )}
          {account}
        </div>
      </header>
      <Suspense>
        <SessionNews area={area} />
      </Suspense>
      <main id="main" className="page" tabIndex={-1} aria-busy={busy}>
        {children}
      </main>
      <footer className="site-footer">
        <div className="site-footer-inner">
          <Link to="/verify">Check a receipt</Link>
          <a href="/privacy">Privacy</a>
          <a href="/terms">Terms</a>
          <a href="/status">Status</a>
          <a href="/api/docs">API</a>
        </div>
      </footer>
    </div>
  );
}

function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <path d="M9 17l5 5 9-12" fill="none" stroke="var(--on-accent)" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
