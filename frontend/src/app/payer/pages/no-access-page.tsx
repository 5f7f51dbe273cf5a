import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";

export function NoAccessPage() {
  return (
    <>
      <PageHeading lead="Your sign-in works, but it has no right to see that page. An administrator can change this.">
        You cannot open that page
      </PageHeading>
      <div>
        <ButtonLink to="/">Go to the first page</ButtonLink>
      </div>
    </>
  );
}
