import type { Payment } from "@/api/types";

/** "Visa ending 4242", "Card". */
export function methodInWords(method: Payment["method"]): string {
  const brand = method.brand ? method.brand.charAt(0).toUpperCase() + method.brand.slice(1) : "Card";
  return method.last4 ? `${brand} ending ${method.last4}` : brand;
}
