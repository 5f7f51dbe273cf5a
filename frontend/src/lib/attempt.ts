/**
 * One attempt at something that must not happen twice, kept over reloads of the tab.
 *
 * The key is made when the form first appears and goes with every try of that attempt. The body is frozen the first time
 * it is sent: a reload, a double click or a retry sends the same body under the same key, and so gets the same answer.
 * Only a definite refusal (or a definite end) ends the attempt; the next one has a new key.
 */
export interface Attempt<Body> {
  key: string;
  body: Body | null;
  /** What the first answer created, once known. */
  resultId: string | null;
}

export interface AttemptStore<Body> {
  current: () => Attempt<Body>;
  /** Freezes the body on the first call; later calls return what was frozen then. */
  freeze: (body: Body) => Attempt<Body>;
  finish: (resultId: string) => void;
  end: () => void;
}

export function attemptStore<Body>(scope: string, storage: Storage = sessionStorage, newKey: () => string = randomKey): AttemptStore<Body> {
  const name = `paymentus:attempt:${scope}`;
  // Storage can be full or forbidden (private windows): then the attempt lives as long as the page.
  let memory: Attempt<Body> | null = null;

  function read(): Attempt<Body> | null {
    try {
      const text = storage.getItem(name);
      return text === null ? memory : (JSON.parse(text) as Attempt<Body>);
    } catch {
      return memory;
    }
  }
  function write(attempt: Attempt<Body>): Attempt<Body> {
    memory = attempt;
    try {
      storage.setItem(name, JSON.stringify(attempt));
    } catch {
      // Kept in memory.
    }
    return attempt;
  }

  function current(): Attempt<Body> {
    return read() ?? write({ key: newKey(), body: null, resultId: null });
  }
  return {
    current,
    freeze(body) {
      const attempt = current();
      return attempt.body === null ? write({ ...attempt, body }) : attempt;
    },
    finish(resultId) {
      write({ ...current(), resultId });
    },
    end() {
      memory = null;
      try {
        storage.removeItem(name);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

/** randomUUID exists on secure origins only; a plain-http development host needs the longer way. */
export function randomKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface RetryOptions {
  isRetryable: (error: unknown) => boolean;
  /** Seconds the server asked us to wait, when it did. */
  waitSeconds?: (error: unknown) => number | null;
  tries?: number;
  sleep?: (milliseconds: number) => Promise<void>;
  random?: () => number;
}

/** Sends again what may be sent again: same work, same key. Gives up with the last error. */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const tries = options.tries ?? 4;
  const sleep = options.sleep ?? ((milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds)));
  const random = options.random ?? Math.random;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= tries || !options.isRetryable(error)) throw error;
      const asked = (options.waitSeconds?.(error) ?? 0) * 1_000;
      const backOff = 500 * 2 ** (attempt - 1);
      await sleep(Math.min(10_000, Math.max(asked, backOff / 2 + (random() * backOff) / 2)));
    }
  }
}
