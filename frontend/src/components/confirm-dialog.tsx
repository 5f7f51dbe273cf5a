import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./button";
import "./panel.css";

/** A native modal question. Escape and "keep" close it; the browser gives the focus back to what opened it. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  children: ReactNode;
  confirmText: string;
  cancelText: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // A page may have several.
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (props.open && !element.open) element.showModal();
    if (!props.open && element.open) element.close();
  }, [props.open]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={props.onClose}>
      <div className="stack">
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
        <div className="row">
          <Button kind="danger" busy={props.busy ?? false} onClick={props.onConfirm}>
            {props.confirmText}
          </Button>
          <Button onClick={props.onClose}>{props.cancelText}</Button>
        </div>
      </div>
    </dialog>
  );
}
