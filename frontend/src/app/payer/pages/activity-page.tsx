import { PageHeading } from "@/components/page-heading";

export function ActivityPage() {
  return <PageHeading>Payments</PageHeading>;
}
