import { describe, expect, it, vi } from "vitest";
import { attemptStore, withRetries } from "./attempt";

const keys = () => {
  let count = 0;
  return () => `key-${(count += 1)}`;
};

describe("attemptStore", () => {
  it("keeps one key over a reload", () => {
    const first = attemptStore("bill-1", sessionStorage, keys()).current();
    const afterReload = attemptStore("bill-1", sessionStorage, () => "other").current();
    expect(afterReload).toEqual(first);
  });

  it("keeps attempts for different bills apart", () => {
    const next = keys();
    expect(attemptStore("a", sessionStorage, next).current().key).not.toBe(attemptStore("b", sessionStorage, next).current().key);
  });

  it("freezes the body that was sent first", () => {
    const store = attemptStore<{ quote: string }>("bill-1");
    store.freeze({ quote: "q1" });
    expect(store.freeze({ quote: "q2" }).body).toEqual({ quote: "q1" });
  });

  it("has a new key after it ended", () => {
    const store = attemptStore<{ quote: string }>("bill-1", sessionStorage, keys());
    store.freeze({ quote: "q1" });
    store.end();
    expect(store.current()).toEqual({ key: "key-2", body: null, resultId: null });
  });

  it("works in memory where storage is forbidden", () => {
    const refusing = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); }, removeItem: () => { throw new Error("no"); } };
    const store = attemptStore<string>("bill-1", refusing as unknown as Storage);
    const key = store.current().key;
    expect(store.freeze("body")).toEqual({ key, body: "body", resultId: null });
    store.finish("pay_1");
    expect(store.current().resultId).toBe("pay_1");
  });
});

describe("withRetries", () => {
  const sleep = vi.fn(async () => {});
  const options = { isRetryable: (error: unknown) => error === "again", sleep, random: () => 1 };

  it("tries again what can succeed, and waits longer each time", async () => {
    sleep.mockClear();
    const work = vi.fn().mockRejectedValueOnce("again").mockRejectedValueOnce("again").mockResolvedValue("done");
    expect(await withRetries(work, options)).toBe("done");
    expect(sleep.mock.calls).toEqual([[500], [1000]]);
  });

  it("never repeats a refusal", async () => {
    const work = vi.fn().mockRejectedValue("no");
    await expect(withRetries(work, options)).rejects.toBe("no");
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("gives up after four tries with the last reason", async () => {
    const work = vi.fn().mockRejectedValue("again");
    await expect(withRetries(work, options)).rejects.toBe("again");
    expect(work).toHaveBeenCalledTimes(4);
  });

  it("waits as long as the server asked", async () => {
    sleep.mockClear();
    const work = vi.fn().mockRejectedValueOnce("again").mockResolvedValue("done");
    await withRetries(work, { ...options, waitSeconds: () => 3 });
    expect(sleep.mock.calls).toEqual([[3000]]);
  });
});
