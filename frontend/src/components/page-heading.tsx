import { useEffect, useRef, type ReactNode } from "react";
import { tookFocus } from "./navigation-focus";

/**
 * The page's only h1. It takes the focus when it appears after a navigation, so that a screen reader says where one is;
 * it appears when its page has something to say, which may be later than the navigation. Also names the tab.
 */
export function PageHeading({ children, title, lead }: { children: ReactNode; title?: string; lead?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = title ?? (typeof children === "string" ? children : undefined);
  useEffect(() => {
    if (name) document.title = `${name} · Paymentus`;
  }, [name]);
  useEffect(() => {
    if (heading.current && tookFocus(window.location.pathname)) heading.current.focus({ preventScroll: true });
  }, []);
  return (
    <header className="stack-tight">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
    </header>
  );
}
