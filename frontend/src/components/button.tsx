import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import { createLink, type LinkComponent } from "@tanstack/react-router";
import "./button.css";

export type ButtonKind = "primary" | "secondary" | "danger" | "plain";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> {
  kind?: ButtonKind;
  /** While true the button keeps its focus and name, says so to assistive technology, and ignores presses. */
  busy?: boolean;
  busyText?: ReactNode;
}

export function Button({ kind = "secondary", busy = false, busyText, children, onClick, type = "button", ...rest }: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (busy) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  }
  return (
    // oxlint-disable-next-line react/button-has-type
    <button {...rest} type={type} className={`button button-${kind}`} aria-disabled={busy || undefined} onClick={press}>
      {busy && busyText !== undefined ? busyText : children}
    </button>
  );
}

function PlainAnchor({ kind = "secondary", ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { kind?: ButtonKind }) {
  // oxlint-disable-next-line jsx-a11y/anchor-has-content
  return <a {...rest} className={`button button-${kind}`} />;
}

/** A router link that looks like a button. It is a link: it goes somewhere and changes nothing. */
export const ButtonLink: LinkComponent<typeof PlainAnchor> = createLink(PlainAnchor);

/** For files and addresses outside the router. */
export { PlainAnchor as ButtonAnchor };
