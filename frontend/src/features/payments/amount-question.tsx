import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Bill, Biller } from "@/api/types";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { Choice, ChoiceGroup, TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { formatMoney, parseMoney, toInputText } from "@/lib/money";
import { pay as text } from "./pay-words";

/** "How much do you want to pay?" for a biller that takes parts or more than the bill. */
export function AmountQuestion({ bill, biller, amount }: { bill: Bill; biller: Biller; amount: number | undefined }) {
  const navigate = useNavigate();
  const open = bill.amount_open;
  const [other, setOther] = useState(amount !== undefined && amount !== open.amount_minor);
  const form = useForm({
    validate: (fields) => {
      if (fields.get("choice") === null) return { choice: text.choose };
      return fields.get("choice") === "other" ? problemWith(textOf(fields, "amount"), bill, biller) : {};
    },
    submit: async (fields) => {
      const typed = fields.get("choice") === "other" ? parseMoney(textOf(fields, "amount"), bill.currency) : null;
      const chosen = typed?.ok && typed.amountMinor !== open.amount_minor ? typed.amountMinor : undefined;
      await navigate({ to: "/pay", search: { bills: bill.id, ...(chosen === undefined ? {} : { amount: chosen }) } });
    },
  });

  return (
    <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <ChoiceGroup legend={<span className="visually-hidden">{text.amountTitle}</span>} error={form.errors["choice"]}>
        <Choice
          kind="radio"
          name="choice"
          value="full"
          label={text.full(formatMoney(open))}
          checked={!other}
          onChange={() => setOther(false)}
        />
        <Choice
          kind="radio"
          name="choice"
          value="other"
          label={text.other}
          hint={[biller.partial_payment ? text.partHint : "", biller.over_payment ? text.overHint : ""].filter(Boolean).join(" ")}
          checked={other}
          onChange={() => setOther(true)}
        />
      </ChoiceGroup>
      {other ? (
        <TextField
          label={text.otherLabel}
          name="amount"
          hint={text.otherHint(bill.currency)}
          error={form.errors["amount"]}
          inputMode="decimal"
          autoComplete="off"
          width={10}
          defaultValue={amount === undefined ? "" : toInputText({ amount_minor: amount, currency: bill.currency })}
        />
      ) : null}
      <div>
        <Button type="submit" kind="primary" busy={form.busy}>
          {text.next}
        </Button>
      </div>
    </form>
  );
}

function problemWith(typed: string, bill: Bill, biller: Biller): FormErrors {
  const parsed = parseMoney(typed, bill.currency);
  if (!parsed.ok) {
    const sentences = { empty: text.empty, not_a_number: text.notANumber, too_many_decimals: text.tooManyDecimals, too_large: text.tooLarge };
    return { amount: sentences[parsed.reason] };
  }
  const open = bill.amount_open.amount_minor;
  if (parsed.amountMinor === 0) return { amount: text.zero };
  if (parsed.amountMinor < open && !biller.partial_payment) return { amount: text.noPart(formatMoney(bill.amount_open)) };
  if (parsed.amountMinor > open && !biller.over_payment) return { amount: text.noOver(formatMoney(bill.amount_open)) };
  return {};
}
