import { useState } from "react";
import type { SavedCard, Session } from "@/api/types";
import type { FormErrors } from "@/components/error-summary";
import { Choice, ChoiceGroup, TextField } from "@/components/field";
import { cardExpiry, cardName } from "@/lib/cards";
import { pay as text } from "./pay-words";

/** Saved card or new card; for guests the address the receipt goes to. */
export function MethodQuestion({ cards, session, errors }: { cards: readonly SavedCard[]; session: Session; errors: FormErrors }) {
  const usable = cards.filter((card) => !card.expired);
  const [method, setMethod] = useState(usable[0]?.id ?? "new");
  return (
    <>
      {usable.length > 0 ? (
        <ChoiceGroup legend={text.method}>
          {usable.map((card) => (
            <Choice
              key={card.id}
              kind="radio"
              name="method"
              value={card.id}
              label={cardName(card.brand, card.last4)}
              hint={cardExpiry(card.exp_month, card.exp_year)}
              checked={method === card.id}
              onChange={() => setMethod(card.id)}
            />
          ))}
          <Choice kind="radio" name="method" value="new" label={text.newCard} checked={method === "new"} onChange={() => setMethod("new")} />
        </ChoiceGroup>
      ) : null}
      {method === "new" && session.kind === "user" ? <Choice name="save_card" label={text.save} defaultChecked={false} /> : null}
      {session.kind === "guest" ? (
        <TextField
          label={text.email}
          name="email"
          type="email"
          hint={text.emailHint}
          error={errors["email"]}
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          autoCapitalize="off"
        />
      ) : null}
      {session.user ? <p>{text.receiptTo(session.user.email)}</p> : null}
      {method === "new" ? <p className="quiet">{text.newCardHint}</p> : null}
    </>
  );
}
