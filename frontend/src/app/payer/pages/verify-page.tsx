import { PageHeading } from "@/components/page-heading";
import { ReceiptChecker } from "@/features/payments/receipt-checker";
import { check } from "@/features/payments/receipt-words";

export function VerifyPage() {
  return (
    <>
      <PageHeading lead={check.lead}>{check.title}</PageHeading>
      <ReceiptChecker />
    </>
  );
}
