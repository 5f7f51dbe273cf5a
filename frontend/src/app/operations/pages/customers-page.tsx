import { getRouteApi, Link } from "@tanstack/react-router";
import { FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { CustomerQueue } from "@/features/customers/customer-queue";
import { queues } from "@/features/customers/queues";
import { queueWords } from "@/features/customers/words";
import { DeskFrame } from "../compliance/desk-frame";

const route = getRouteApi("/operations/compliance/customers");

export function CustomersPage() {
  const { queue = "waiting" } = route.useSearch();
  return (
    <DeskFrame>
      <PageHeading lead="People who say who they are. Whom you look at is on record.">Customers</PageHeading>
      <FilterLinks label="Customers">
        {queues.map((one) => (
          <Link key={one} to="/operations/compliance/customers" search={{ queue: one === "waiting" ? undefined : one }} activeOptions={{ exact: true, includeSearch: true }}>
            {queueWords[one]}
          </Link>
        ))}
      </FilterLinks>
      <CustomerQueue
        queue={queue}
        linkTo={(row) => (
          <Link to="/operations/compliance/customers/$userId" params={{ userId: row.user_id }}>
            {row.name === "" ? row.user_id : row.name}
          </Link>
        )}
      />
    </DeskFrame>
  );
}
