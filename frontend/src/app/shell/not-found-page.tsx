import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";

export function NotFoundPage() {
  return (
    <>
      <PageHeading lead="The address may be mistyped, or the page may have moved.">There is no page here</PageHeading>
      <div>
        <ButtonLink to="/">Find your bill</ButtonLink>
      </div>
    </>
  );
}
