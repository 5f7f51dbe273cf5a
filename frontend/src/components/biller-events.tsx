import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { openEventStream } from "@/lib/event-stream";

export type BillerEventName = "payment" | "bill_file";
/** `poll`: the stream is down or has just come back, so ask for the present state. */
export type BillerHappening = BillerEventName | "poll";
type Listener = (happening: BillerHappening, data: unknown) => void;

interface Hub {
  listeners: Set<Listener>;
  connected: boolean;
}

const HubContext = createContext<Hub | null>(null);

/** One stream of a biller's events for the whole tab, since browsers allow few connections to a host. */
export function BillerEvents({ billerId, children }: { billerId: string; children: ReactNode }) {
  const [connected, setConnected] = useState(false);
  const [listeners] = useState(() => new Set<Listener>());
  useEffect(() => {
    const tell: Listener = (happening, data) => {
      for (const listener of listeners) listener(happening, data);
    };
    const stream = openEventStream({
      url: `/api/v1/billers/${encodeURIComponent(billerId)}/events`,
      events: ["payment", "bill_file"],
      onEvent: (name, data) => tell(name as BillerEventName, parsed(data)),
      onPoll: () => tell("poll", null),
      onConnected: setConnected,
    });
    return () => stream.close();
  }, [billerId, listeners]);
  const hub = useMemo(() => ({ listeners, connected }), [listeners, connected]);
  return <HubContext value={hub}>{children}</HubContext>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Calls `listener` for the happenings named, at most once in 700 ms: an upload or a busy morning sends many events, and each
 * answer to one is a fetch. The last one of a burst is never lost.
 */
export function useBillerEvents(names: readonly BillerHappening[], listener: () => void): void {
  const listeners = useContext(HubContext)?.listeners;
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const wanted = names.join(" ");
  useEffect(() => {
    if (!listeners) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting = false;
    const call = () => {
      latest.current();
      timer = setTimeout(() => {
        timer = undefined;
        if (waiting) {
          waiting = false;
          call();
        }
      }, 700);
    };
    const hear: Listener = (happening) => {
      if (!wanted.split(" ").includes(happening)) return;
      if (timer === undefined) call();
      else waiting = true;
    };
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
      clearTimeout(timer);
    };
  }, [listeners, wanted]);
}

/** "Live" or "Reconnecting", for pages that change by themselves. */
export function LiveSign() {
  const hub = useContext(HubContext);
  if (!hub) return null;
  return (
    <p className={hub.connected ? "small status status-good" : "small status status-warn"} role="status">
      <svg className="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r={hub.connected ? 6 : 5} fill={hub.connected ? "currentColor" : "none"} stroke="currentColor" strokeWidth="2" />
      </svg>
      {hub.connected ? "Live" : "Reconnecting, checked every 3 seconds"}
    </p>
  );
}
