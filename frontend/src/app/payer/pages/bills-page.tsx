import { PageHeading } from "@/components/page-heading";

export function BillsPage() {
  return <PageHeading>Your bills</PageHeading>;
}
