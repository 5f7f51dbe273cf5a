const brands: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** "Visa ending in 4242"; "card" when the processor has not told us more yet. */
export function cardName(brand: string | null, last4: string | null): string {
  const name = brand === null ? "card" : (brands[brand] ?? brand);
  return last4 === null ? name : `${name} ending in ${last4}`;
}

/** "04/2027" */
export const cardExpiry = (month: number, year: number) => `${String(month).padStart(2, "0")}/${year}`;
