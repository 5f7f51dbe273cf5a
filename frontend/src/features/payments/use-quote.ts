import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createQuote, type ChosenBill } from "@/api/payments";
import type { Money } from "@/api/types";
import { formatMoney } from "@/lib/money";
import { pay as text } from "./pay-words";

/** A price is asked for anew this long before it ends, so that pressing "Pay" rarely meets an ended one. */
const MARGIN_MILLISECONDS = 10_000;

/**
 * The all-in price of what was chosen. It holds for some minutes; then it is asked for again by itself, and `news` says
 * whether it changed.
 */
export function useQuote(items: readonly ChosenBill[]) {
  const quote = useQuery({
    queryKey: ["quote", items],
    queryFn: () => createQuote(items),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [first, setFirst] = useState<Money | null>(null);
  const [renewals, setRenewals] = useState(0);
  const [minutesLeft, setMinutesLeft] = useState<number | null>(null);
  const total = quote.data?.total;
  if (total && first === null) setFirst(total);

  const expiresAt = quote.data?.expires_at;
  const { refetch, dataUpdatedAt } = quote;
  useEffect(() => {
    // A price that seems old the moment it arrives means that this computer's clock is wrong. Then the server judges:
    // it refuses an ended price when one pays, and asking again and again here would be of no use.
    if (expiresAt === undefined || Date.parse(expiresAt) - dataUpdatedAt <= MARGIN_MILLISECONDS) return undefined;
    // Checked by the clock, not by one long timer: a sleeping laptop stops timers.
    const look = () => {
      const left = Date.parse(expiresAt) - Date.now();
      setMinutesLeft(Math.max(1, Math.ceil(left / 60_000)));
      if (left > MARGIN_MILLISECONDS) return;
      clearInterval(timer);
      void refetch().then(() => setRenewals((count) => count + 1));
    };
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [expiresAt, dataUpdatedAt, refetch]);

  async function renew(): Promise<void> {
    await refetch();
    setRenewals((count) => count + 1);
  }

  let news: string | null = null;
  if (renewals > 0 && total && first) {
    news = total.amount_minor === first.amount_minor ? text.renewed : text.changed(formatMoney(first), formatMoney(total));
  }
  return { quote, minutesLeft, news, priceChanged: first !== null && total !== undefined && first.amount_minor !== total.amount_minor, renew };
}
