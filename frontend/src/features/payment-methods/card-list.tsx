import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { removeCard, savedCardsQuery } from "@/api/payment-methods";
import type { SavedCard } from "@/api/types";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { sentenceFor } from "@/components/failure";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { cardExpiry, cardName } from "@/lib/cards";
import { words } from "./words";
import "./cards.css";

export function CardList({ cards }: { cards: readonly SavedCard[] }) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<SavedCard | null>(null);
  const remove = useMutation({
    mutationFn: (card: SavedCard) => removeCard(card.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: savedCardsQuery.queryKey }),
    onSettled: () => setAsked(null),
  });
  return (
    <>
      <div role="status">
        {remove.isSuccess ? (
          <Notice tone="good">
            <p>{words.removed(cardName(remove.variables.brand, remove.variables.last4))}</p>
          </Notice>
        ) : null}
        {remove.isError ? (
          <Notice tone="bad">
            <p>{sentenceFor(remove.error)}</p>
          </Notice>
        ) : null}
      </div>
      {cards.length === 0 ? (
        <Notice title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Notice>
      ) : (
        <ul className="cards">
          {cards.map((card) => (
            <li key={card.id}>
              <div className="stack-tight">
                <strong>{cardName(card.brand, card.last4)}</strong>
                <CardExpiry card={card} />
              </div>
              <Button kind="plain" aria-label={words.removeLong(cardName(card.brand, card.last4))} onClick={() => setAsked(card)}>
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asked !== null}
        title={asked ? words.ask(cardName(asked.brand, asked.last4)) : ""}
        confirmText={words.remove}
        cancelText={words.keep}
        busy={remove.isPending}
        onConfirm={() => asked && remove.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>{words.askDetail}</p>
      </ConfirmDialog>
    </>
  );
}

function CardExpiry({ card }: { card: SavedCard }) {
  const date = cardExpiry(card.exp_month, card.exp_year);
  if (!card.expired) return <span className="small quiet">{words.expires(date)}</span>;
  return (
    <span className="small">
      <Status shape="triangle" tone="bad">
        {words.expired(date)}
      </Status>
    </span>
  );
}
