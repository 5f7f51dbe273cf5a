/**
 * Server-sent events that do not give up.
 *
 * The browser's EventSource reconnects by itself after a lost connection but stops for good after one bad answer (a
 * 503 during a release). This wrapper opens a new one then, with a jittered, growing wait, and passes the last event's id
 * as `last_event_id`, since a new EventSource cannot send the header. While the stream is down it asks `onPoll` every three
 * seconds. A hidden tab closes its stream (browsers allow six connections a host on HTTP/1.1) and asks once on return.
 */
export interface EventStreamOptions {
  url: string;
  /** Names of the events to hear. */
  events: readonly string[];
  onEvent: (name: string, data: string) => void;
  /** Fetch the present state: called while the stream is down, and when a hidden tab comes back. */
  onPoll: () => void;
  onConnected?: (connected: boolean) => void;
  pollMilliseconds?: number;
  random?: () => number;
  open?: (url: string) => EventSource;
}

const CLOSED = 2;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

export interface EventStream {
  close: () => void;
}

export function openEventStream(options: EventStreamOptions): EventStream {
  const random = options.random ?? Math.random;
  const open = options.open ?? ((url: string) => new EventSource(url));
  let source: EventSource | null = null;
  let lastEventId = "";
  let failures = 0;
  let ended = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pollTimer: ReturnType<typeof setInterval> | undefined;

  function startPolling() {
    pollTimer ??= setInterval(options.onPoll, options.pollMilliseconds ?? 3_000);
  }
  function stopPolling() {
    clearInterval(pollTimer);
    pollTimer = undefined;
  }

  function connect() {
    const separator = options.url.includes("?") ? "&" : "?";
    const url = lastEventId === "" ? options.url : `${options.url}${separator}last_event_id=${encodeURIComponent(lastEventId)}`;
    const current = open(url);
    source = current;
    current.addEventListener("open", () => {
      failures = 0;
      stopPolling();
      options.onConnected?.(true);
    });
    current.addEventListener("error", () => {
      if (ended || source !== current) return;
      options.onConnected?.(false);
      startPolling();
      if (current.readyState !== CLOSED) return;
      source = null;
      const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
      failures += 1;
      retryTimer = setTimeout(connect, ceiling / 2 + (random() * ceiling) / 2);
    });
    for (const name of options.events) {
      current.addEventListener(name, (event) => {
        const message = event as MessageEvent<string>;
        if (message.lastEventId) lastEventId = message.lastEventId;
        options.onEvent(name, message.data);
      });
    }
  }

  function disconnect() {
    clearTimeout(retryTimer);
    stopPolling();
    source?.close();
    source = null;
  }

  function visibilityChanged() {
    if (document.hidden) {
      disconnect();
    } else if (source === null) {
      failures = 0;
      clearTimeout(retryTimer);
      options.onPoll();
      connect();
    }
  }

  document.addEventListener("visibilitychange", visibilityChanged);
  if (!document.hidden) connect();

  return {
    close() {
      ended = true;
      document.removeEventListener("visibilitychange", visibilityChanged);
      disconnect();
    },
  };
}
