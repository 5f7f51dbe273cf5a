import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { PageHeading } from "@/components/page-heading";
import { CustomerReview } from "@/features/customers/customer-review";
import { useMay } from "../use-may";

const route = getRouteApi("/operations/compliance/customers/$userId");

export function CustomerPage() {
  const { userId } = route.useParams();
  const { data: session } = useQuery(sessionQuery);
  const may = useMay();
  return (
    <CustomerReview
      key={userId}
      id={userId}
      me={session?.user?.id}
      mayWork={may("compliance.work")}
      heading={(name) => (
        <PageHeading title={`Review of ${name}`} lead="Compare the document with what was typed, then decide.">
          {name}
        </PageHeading>
      )}
    />
  );
}
