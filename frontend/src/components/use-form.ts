import { useRef, useState, type FormEvent } from "react";
import { NoAnswer, Problem } from "@/api/problem";
import type { FormErrors } from "./error-summary";
import { sentenceFor } from "./failure";

export interface FormOptions {
  /** Checks before sending: field name -> sentence. */
  validate?: (fields: FormData) => FormErrors;
  submit: (fields: FormData) => Promise<void>;
  /** Turns a refusal into sentences; null leaves it to the default. */
  explain?: (problem: Problem) => FormErrors | null;
}

/**
 * The life of a form: checked on submit, sent once however often the button is pressed, and refusals put beside their
 * fields. `attempt` grows with each refusal so that the error summary takes the focus again.
 */
export function useForm({ validate, submit, explain }: FormOptions) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);

  function refuse(found: FormErrors) {
    setErrors(found);
    setAttempt((count) => count + 1);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending.current) return;
    const fields = new FormData(event.currentTarget);
    const found = validate?.(fields) ?? {};
    if (Object.keys(found).length > 0) {
      refuse(found);
      return;
    }
    void send(fields);
  }

  async function send(fields: FormData) {
    sending.current = true;
    setBusy(true);
    setErrors({});
    try {
      await submit(fields);
    } catch (error) {
      refuse(sentencesOf(error, explain));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  return { errors, attempt, busy, onSubmit };
}

function sentencesOf(error: unknown, explain: FormOptions["explain"]): FormErrors {
  if (error instanceof Problem) {
    const explained = explain?.(error);
    if (explained) return explained;
    if (error.fields.length > 0) return Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
  }
  if (error instanceof NoAnswer || error instanceof Problem) return { "": sentenceFor(error) };
  throw error;
}

/** A field's text without the spaces around it. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}
