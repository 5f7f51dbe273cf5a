import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { linkAccount, lookUpBills, type AccountProof } from "@/api/bills";
import type { Problem } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import type { Biller } from "@/api/types";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { textOf, useForm } from "@/components/use-form";
import { words } from "./words";

/**
 * Account number and second factor, in the biller's own words. A guest is shown the bills; a signed-in payer keeps the
 * account (`link`).
 */
export function FindBillForm({ biller, link }: { biller: Biller; link: boolean }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    validate: (fields) => missing(fields, biller),
    explain: (problem) => explain(problem),
    submit: async (fields) => {
      const proof: AccountProof = {
        biller_id: biller.id,
        account_number: textOf(fields, "account_number"),
        second_factor: textOf(fields, "second_factor"),
      };
      const only = link ? await linked(proof) : await found(proof);
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ["bills"] });
      void queryClient.invalidateQueries({ queryKey: ["accounts"] });
      await (only === null ? navigate({ to: "/bills" }) : navigate({ to: "/bills/$billId", params: { billId: only } }));
    },
  });

  const factor = biller.second_factor;
  return (
    <form className="stack-loose" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField
        label={biller.account_number.label}
        name="account_number"
        hint={[biller.account_number.hint, words.find.example(biller.account_number.example)].filter(Boolean).join(" ")}
        error={form.errors["account_number"]}
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="characters"
        width={20}
      />
      <TextField
        label={factor.label}
        name="second_factor"
        hint={factor.hint}
        error={form.errors["second_factor"]}
        autoComplete={factor.kind === "postal_code" ? "postal-code" : factor.kind === "last_name" ? "family-name" : "off"}
        inputMode={factor.kind === "phone_last4" ? "numeric" : "text"}
        spellCheck={false}
        width={factor.kind === "last_name" ? 20 : 10}
      />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} busyText={link ? words.find.linking : words.find.submitting}>
          {link ? words.find.link : words.find.submit}
        </Button>
      </div>
    </form>
  );
}

/** The bill's id when there is just one to pay, so that the list can be skipped. */
async function found(proof: AccountProof): Promise<string | null> {
  const { bills } = await lookUpBills(proof);
  const open = bills.filter((bill) => bill.status === "open" || bill.status === "part_paid");
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}

async function linked(proof: AccountProof): Promise<null> {
  await linkAccount(proof);
  return null;
}

function missing(fields: FormData, biller: Biller): FormErrors {
  const errors: FormErrors = {};
  if (textOf(fields, "account_number") === "") errors["account_number"] = words.find.enter(inSentence(biller.account_number.label));
  if (textOf(fields, "second_factor") === "") errors["second_factor"] = words.find.enter(inSentence(biller.second_factor.label));
  return errors;
}

/** "Account number" -> "account number"; "ZIP code" stays. */
const inSentence = (label: string) => label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

function explain(problem: Problem): FormErrors | null {
  return problem.status === 404 ? { account_number: words.find.notFound } : null;
}
