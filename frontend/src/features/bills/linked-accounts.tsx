import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { accountsQuery, unlinkAccount } from "@/api/bills";
import type { LinkedAccount } from "@/api/types";
import { Button, ButtonLink } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Failure, sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { words } from "./words";

/** The payer's accounts with billers: where the bills of the list come from. */
export function LinkedAccounts() {
  const queryClient = useQueryClient();
  const accounts = useQuery(accountsQuery);
  const [asked, setAsked] = useState<LinkedAccount | null>(null);
  const remove = useMutation({
    mutationFn: (account: LinkedAccount) => unlinkAccount(account.id),
    onSettled: () => setAsked(null),
    onSuccess: () => Promise.all([queryClient.invalidateQueries({ queryKey: ["accounts"] }), queryClient.invalidateQueries({ queryKey: ["bills"] })]),
  });
  const text = words.accounts;

  return (
    <section className="stack" aria-labelledby="accounts">
      <h2 id="accounts">{text.title}</h2>
      {accounts.isError ? <Failure error={accounts.error} what={text.what} onRetry={() => void accounts.refetch()} /> : null}
      {remove.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(remove.error)}</p>
        </Notice>
      ) : null}
      {accounts.data && accounts.data.data.length > 0 ? (
        <ul className="bill-rows">
          {accounts.data.data.map((account) => (
            <li key={account.id} className="bill-row">
              <div className="bill-what">
                <span>{account.nickname ?? account.biller_name}</span>
                <span className="small quiet">{words.list.account(account.account_number)}</span>
              </div>
              <Button kind="plain" aria-label={text.removeLong(account.biller_name)} onClick={() => setAsked(account)}>
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <ButtonLink to="/">{words.list.add}</ButtonLink>
      </div>
      <ConfirmDialog
        open={asked !== null}
        title={text.ask(asked?.biller_name ?? "")}
        confirmText={text.remove}
        cancelText={text.keep}
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>{text.askDetail}</p>
      </ConfirmDialog>
    </section>
  );
}
