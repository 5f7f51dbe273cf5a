import { PageHeading } from "@/components/page-heading";

export function CardsPage() {
  return <PageHeading>Cards</PageHeading>;
}
