import { PageHeading } from "@/components/page-heading";

export function VerifyPage() {
  return <PageHeading>Check a receipt</PageHeading>;
}
