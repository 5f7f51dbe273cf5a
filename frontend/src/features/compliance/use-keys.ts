import { useEffect, useState } from "react";

const STORED = "desk-keys";
type Acts = Record<string, () => void>;

/** Whether single keys act at the desk. They can be switched off, for those who speak or dictate to their computer. */
export function useKeysWanted(): [boolean, (wanted: boolean) => void] {
  const [wanted, setWanted] = useState(() => localStorage.getItem(STORED) !== "off");
  function change(next: boolean) {
    localStorage.setItem(STORED, next ? "on" : "off");
    setWanted(next);
  }
  return [wanted, change];
}

/** Single keys that act while nobody types and no dialog is open. */
export function useKeys(acts: Acts, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [acts, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, select, textarea, [contenteditable]") || target.closest("dialog") !== null);
}

/** Focuses the next or previous of these elements, from the one that has the focus or holds it. */
export function moveFocus(elements: readonly HTMLElement[], by: 1 | -1): void {
  const at = elements.findIndex((element) => element === document.activeElement || element.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), elements.length - 1);
  elements[next]?.focus();
  elements[next]?.scrollIntoView({ block: "nearest" });
}
