/** The API's RFC 9457 problem document, as an error that pages can show. */
export interface FieldProblem {
  field: string;
  message: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
  /** Every member of the document, for codes that carry more (for example `payment_id`). */
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, members: Record<string, unknown>, retryAfterSeconds: number | null = null) {
    const text = (name: string) => (typeof members[name] === "string" ? (members[name] as string) : null);
    super(text("detail") ?? text("title") ?? "Something went wrong on our side.");
    this.name = "Problem";
    this.status = status;
    this.code = text("code") ?? `http_${status}`;
    this.fields = Array.isArray(members["errors"]) ? (members["errors"] as FieldProblem[]) : [];
    this.requestId = text("request_id");
    this.members = members;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer at all: the request may or may not have been carried out. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super("We could not reach Paymentus. Check your connection.", { cause });
    this.name = "NoAnswer";
  }
}

export function problemCode(error: unknown): string | null {
  return error instanceof Problem ? error.code : null;
}

/** Worth sending the same request again: no answer, a server fault, or "still running". Never any other 4xx. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  return error instanceof Problem && (error.status >= 500 || error.status === 429 || error.code === "request_in_progress");
}
