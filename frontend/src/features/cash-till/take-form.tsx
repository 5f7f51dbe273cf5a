import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { isRetryable, Problem } from "@/api/problem";
import type { Bill } from "@/api/types";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Choice, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { attemptStore, withRetries } from "@/lib/attempt";
import { formatMoney, toInputText } from "@/lib/money";
import { cashDayQuery, cashPaymentQuery, takeCash, TILL, type CashTaken } from "./api";
import { counterName, rememberCounter, rememberedCounter } from "./counter-name";
import { PersonFields } from "./person-fields";
import { changeWords, mustAsk, orderOf, problemsOf, typedMinor, whyAsked, type Asked } from "./till";
import "./till.css";

const SENT_BEFORE = "An earlier try for this bill may have gone through. Look at what was taken today before you take it again.";

/** Cash for one bill: the amount, the cash handed over, the change, and who pays where the law asks. */
export function TakeForm({ bill, onTaken }: { bill: Bill; onTaken: (taken: CashTaken) => void }) {
  const { currency } = bill.amount_open;
  const queryClient = useQueryClient();
  const day = useQuery(cashDayQuery(bill.biller_id, undefined));
  // The key outlives a reload; what is typed does not, for it may say who somebody is.
  const store = useMemo(() => attemptStore<"sent">(`cash:${bill.id}`), [bill.id]);
  const [amountText, setAmountText] = useState(() => toInputText(bill.amount_open));
  const [tenderedText, setTenderedText] = useState("");
  const [named, setNamed] = useState(false);
  const [forOther, setForOther] = useState(false);
  const [serverAsks, setServerAsks] = useState(false);
  const amount = typedMinor(amountText, currency);
  const needed = serverAsks || mustAsk(amount, day.data);
  const asked: Asked = { conductor: needed || named || forOther, onBehalfOf: forOther };
  const form = useForm({
    validate: (fields) => problemsOf(fields, currency, asked),
    submit: async (fields) => {
      const order = orderOf(fields, bill.id, currency, asked);
      rememberCounter(order.location);
      const { key } = store.freeze("sent");
      try {
        const taken = await withRetries(() => takeCash(key, order), {
          isRetryable,
          waitSeconds: (error) => (error instanceof Problem ? error.retryAfterSeconds : null),
        });
        store.end();
        queryClient.setQueryData(cashPaymentQuery(taken.payment.id).queryKey, taken);
        void queryClient.invalidateQueries({ queryKey: [TILL, "day"] });
        void queryClient.invalidateQueries({ queryKey: [TILL, "lines"] });
        onTaken(taken);
      } catch (error) {
        // No answer is no end: the cash may have been recorded, so its key stays.
        if (error instanceof Problem && !isRetryable(error)) store.end();
        throw error;
      }
    },
    explain: (problem): FormErrors | null => {
      if (problem.code === "too_little_tendered") return { tendered_minor: problem.message };
      if (problem.code === "idempotency_key_reused") return { "": SENT_BEFORE };
      if (problem.code !== "conductor_missing") return null;
      setServerAsks(true);
      const found = problem.fields.filter(({ field }) => field !== "conductor");
      return found.length > 0 ? Object.fromEntries(found.map(({ field, message }) => [field, message])) : { "conductor.family_name": whyAsked(amount, day.data) };
    },
  });
  const { errors } = form;
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit} aria-label="Take cash">
      <ErrorSummary errors={errors} attempt={form.attempt} />
      <div className="till-fields">
        <TextField label="Amount to pay" name="amount" inputMode="decimal" width={10} value={amountText} onChange={(event) => setAmountText(event.currentTarget.value)} error={errors["amount"]} hint={`${formatMoney(bill.amount_open)} is open. There is no fee.`} autoComplete="off" />
        <TextField label="Cash handed over" name="tendered_minor" inputMode="decimal" width={10} value={tenderedText} onChange={(event) => setTenderedText(event.currentTarget.value)} error={errors["tendered_minor"]} autoComplete="off" />
        <TextField label="Counter" name="location" width={20} defaultValue={rememberedCounter()} onBlur={(event) => (event.currentTarget.value = counterName(event.currentTarget.value))} error={errors["location"]} hint="Its drawer, such as main-office. Remembered here." autoComplete="off" spellCheck={false} />
        <TextField label="Email for the receipt" name="email" type="email" error={errors["email"]} optional autoComplete="off" />
      </div>
      <output className="till-change">
        {changeWords(amount, typedMinor(tenderedText, currency), currency)}
      </output>
      {needed ? (
        <Notice tone="warn" title="Ask who pays">
          <p>{whyAsked(amount, day.data)}</p>
        </Notice>
      ) : (
        <Choice label="Record who pays" checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} hint="The amount does not ask for it. Do it where something seems odd, or where they ask you to." />
      )}
      {asked.conductor ? <PersonFields who="conductor" legend="Who stands at the counter" errors={errors} /> : null}
      <Choice label="They pay with somebody else’s money" checked={forOther} onChange={(event) => setForOther(event.currentTarget.checked)} hint="A messenger, or whoever pays for a firm or a relative: then both are recorded." />
      {forOther ? <PersonFields who="on_behalf_of" legend="Whose money it is" errors={errors} /> : null}
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText="Recording">
          {amount === null ? "Take the cash" : `Take ${formatMoney({ amount_minor: amount, currency })} in cash`}
        </Button>
      </div>
    </form>
  );
}
