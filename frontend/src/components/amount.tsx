import { formatMoney, type Money } from "@/lib/money";

/** An amount in running text or a table; digits line up. */
export function Amount({ money }: { money: Money }) {
  return <span className="number">{formatMoney(money)}</span>;
}
