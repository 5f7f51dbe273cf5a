import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ChosenBill } from "@/api/payments";
import { NoAnswer, Problem } from "@/api/problem";
import type { NewPayment, Quote, SavedCard, Session } from "@/api/types";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { textOf, useForm } from "@/components/use-form";
import { formatMoney } from "@/lib/money";
import { AlreadyPaid } from "./already-paid";
import { MethodQuestion } from "./method-question";
import { Price } from "./price";
import { useQuote } from "./use-quote";
import { useStartPayment } from "./use-start-payment";
import { pay as text } from "./pay-words";

interface PayFormProps {
  items: readonly ChosenBill[];
  session: Session;
  cards: readonly SavedCard[];
  /** Set when this biller lets the payer choose the amount. */
  changeAmount: { bills: string } | null;
}

/** Price first, then the method, then one button that says the total. */
export function PayForm({ items, session, cards, changeAmount }: PayFormProps) {
  const { quote, minutesLeft, news, priceChanged, renew } = useQuote(items);
  const scope = items.map((item) => `${item.bill_id}:${item.amount_minor ?? "all"}`).toSorted().join(",");
  const start = useStartPayment(scope);
  const [paidBy, setPaidBy] = useState<string | null>(null);
  const guest = session.kind === "guest";

  const form = useForm({
    validate: (fields) => (guest ? emailProblem(textOf(fields, "email")) : {}),
    explain,
    submit: async (fields) => {
      if (!quote.data) return;
      try {
        await start.send(bodyOf(fields, quote.data, guest));
      } catch (error) {
        if (error instanceof NoAnswer) throw new Problem(0, { detail: text.noAnswer });
        if (!(error instanceof Problem)) throw error;
        if (error.code === "bill_already_paid") {
          setPaidBy(String(error.members["payment_id"] ?? ""));
          return;
        }
        if (error.code.startsWith("quote_")) await renew();
        throw error;
      }
    },
  });

  if (start.resuming) {
    return (
      <>
        <p>{text.resumed}</p>
        <Loading label={text.resumed} />
      </>
    );
  }
  if (paidBy !== null) return <AlreadyPaid paymentId={paidBy} />;
  if (quote.isPending) return <Loading label={text.loading} lines={6} />;
  if (quote.isError) {
    if (quote.error instanceof Problem && quote.error.code === "bill_already_paid") {
      return <AlreadyPaid paymentId={String(quote.error.members["payment_id"] ?? "")} />;
    }
    return <Failure error={quote.error} what={text.what} onRetry={() => void quote.refetch()} />;
  }

  const total = formatMoney(quote.data.total);
  return (
    <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      {start.failure !== null && form.attempt === 0 ? <ErrorSummary errors={resumeProblem(start.failure)} attempt={0} /> : null}
      <div className="stack">
        <div role="status">
          {news === null ? null : (
            <Notice tone={priceChanged ? "warn" : "plain"}>
              <p>{news}</p>
            </Notice>
          )}
        </div>
        <Price quote={quote.data} minutesLeft={minutesLeft} />
        {changeAmount === null ? null : (
          <p>
            <Link to="/pay" search={{ bills: changeAmount.bills, step: "amount", ...amountOf(items) }}>
              {text.changeAmount}
            </Link>
          </p>
        )}
      </div>
      <MethodQuestion cards={cards} session={session} errors={form.errors} />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText={text.paying}>
          {text.button(total)}
        </Button>
      </div>
    </form>
  );
}

const amountOf = (items: readonly ChosenBill[]) => (items[0]?.amount_minor === undefined ? {} : { amount: items[0].amount_minor });

function bodyOf(fields: FormData, quote: Quote, guest: boolean): NewPayment {
  const method = textOf(fields, "method");
  return {
    quote_id: quote.id,
    method:
      method === "" || method === "new"
        ? { kind: "checkout", save_card: fields.get("save_card") !== null }
        : { kind: "saved_card", payment_method_id: method },
    email: guest ? textOf(fields, "email") : null,
  };
}

function emailProblem(email: string): FormErrors {
  if (email === "") return { email: text.emailMissing };
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: text.emailWrong };
}

function explain(problem: Problem): FormErrors | null {
  if (problem.status === 0) return { "": problem.message };
  return problem.code.startsWith("quote_") ? { "": text.quoteExpired } : null;
}

function resumeProblem(failure: unknown): FormErrors {
  if (failure instanceof Problem) return explain(failure) ?? { "": failure.message };
  return { "": text.noAnswer };
}
