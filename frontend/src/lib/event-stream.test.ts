import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openEventStream, type EventStream } from "./event-stream";

class FakeSource extends EventTarget {
  readyState = 0;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
  close() {
    this.readyState = 2;
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  fails(readyState: 0 | 2) {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
  says(name: string, data: string, id: string) {
    this.dispatchEvent(new MessageEvent(name, { data, lastEventId: id }));
  }
}

let sources: FakeSource[];
let stream: EventStream;
const onEvent = vi.fn();
const onPoll = vi.fn();
const newest = () => sources.at(-1) as FakeSource;

function hide(hidden: boolean) {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  onEvent.mockReset();
  onPoll.mockReset();
  stream = openEventStream({
    url: "/events",
    events: ["payment"],
    onEvent,
    onPoll,
    random: () => 1,
    open: (url) => {
      const source = new FakeSource(url);
      sources.push(source);
      return source as unknown as EventSource;
    },
  });
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
});

describe("openEventStream", () => {
  it("hands on named events", () => {
    newest().opens();
    newest().says("payment", "{}", "7-0");
    newest().says("other", "{}", "8-0");
    expect(onEvent.mock.calls).toEqual([["payment", "{}"]]);
  });

  it("leaves a lost connection to the browser and polls meanwhile", () => {
    newest().opens();
    newest().fails(0);
    vi.advanceTimersByTime(9_100);
    expect(sources).toHaveLength(1);
    expect(onPoll).toHaveBeenCalledTimes(3);
    newest().opens();
    vi.advanceTimersByTime(9_000);
    expect(onPoll).toHaveBeenCalledTimes(3);
  });

  it("opens a new source after the browser gave up, from the last event on", () => {
    newest().opens();
    newest().says("payment", "{}", "7-0");
    newest().fails(2);
    vi.advanceTimersByTime(1_000);
    expect(sources.map((source) => source.url)).toEqual(["/events", "/events?last_event_id=7-0"]);
  });

  it("waits longer after each failure, up to half a minute", () => {
    const waits = [1, 2, 4, 8, 16, 30, 30];
    for (const seconds of waits) {
      const before = sources.length;
      newest().fails(2);
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      expect(sources).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sources).toHaveLength(before + 1);
    }
  });

  it("closes in a hidden tab, and asks and reconnects on return", () => {
    newest().opens();
    hide(true);
    expect(newest().readyState).toBe(2);
    vi.advanceTimersByTime(60_000);
    expect(onPoll).not.toHaveBeenCalled();
    hide(false);
    expect(onPoll).toHaveBeenCalledTimes(1);
    expect(sources).toHaveLength(2);
  });

  it("does nothing more once closed", () => {
    newest().fails(2);
    stream.close();
    vi.advanceTimersByTime(60_000);
    hide(false);
    expect(sources).toHaveLength(1);
    expect(onPoll).not.toHaveBeenCalled();
  });
});
