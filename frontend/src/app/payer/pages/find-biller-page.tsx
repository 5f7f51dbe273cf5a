import { PageHeading } from "@/components/page-heading";

export function FindBillerPage() {
  return <PageHeading>Find your bill</PageHeading>;
}
