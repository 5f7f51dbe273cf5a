import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { BillerEvents, LiveSign } from "@/components/biller-events";
import { Failure } from "@/components/failure";
import { FilterLinks } from "@/components/filters";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { billersQuery, oneBillerQuery } from "@/features/billers-admin/api";
import { PaymentFilterForm } from "@/features/biller-payments/payment-filters";
import { PaymentList } from "@/features/biller-payments/payment-list";
import { paymentStates, stateWords } from "@/features/biller-payments/state-words";

const route = getRouteApi("/operations/payments");

export function PaymentsPage() {
  const { biller } = route.useSearch();
  return (
    <>
      <PageHeading>Payments</PageHeading>
      <BillerPicker />
      {biller === undefined ? (
        <p>Choose a biller to see its payments.</p>
      ) : (
        <BillerEvents key={biller} billerId={biller}>
          <PaymentsOf billerId={biller} />
        </BillerEvents>
      )}
    </>
  );
}

function BillerPicker() {
  const billers = useInfiniteQuery(billersQuery(undefined));
  if (billers.isPending) return <Loading label="Loading the billers" lines={1} />;
  if (billers.isError && !billers.data) return <Failure error={billers.error} what="the billers" onRetry={() => void billers.refetch()} />;
  return (
    <FilterLinks label="Biller">
      {billers.data.pages[0]?.data.map((one) => (
        <Link key={one.id} from="/operations/payments" to="." search={(before) => ({ ...before, biller: one.id })} activeOptions={{ exact: true }}>
          {one.name}
        </Link>
      ))}
      {billers.hasNextPage ? (
        <Link to="/operations/billers">Find another</Link>
      ) : null}
    </FilterLinks>
  );
}

function PaymentsOf({ billerId }: { billerId: string }) {
  const { biller: _, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: "/operations/payments" });
  const desk = useQuery(oneBillerQuery(billerId));
  if (desk.isPending) return <Loading label="Loading the payments" lines={8} />;
  if (desk.isError && !desk.data) return <Failure error={desk.error} what="this biller" onRetry={() => void desk.refetch()} />;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <div className="row-between">
        <h2>{desk.data.name}</h2>
        <LiveSign />
      </div>
      <FilterLinks label="State">
        <Link from="/operations/payments" to="." search={(before) => ({ ...before, state: undefined })} activeOptions={{ exact: true }}>
          All
        </Link>
        {paymentStates.map((state) => (
          <Link key={state} from="/operations/payments" to="." search={(before) => ({ ...before, state })} activeOptions={{ exact: true }}>
            {stateWords[state].word}
          </Link>
        ))}
      </FilterLinks>
      <PaymentFilterForm
        filters={filters}
        onApply={(values) => void navigate({ search: (before) => ({ ...before, ...values }) })}
        clear={isFiltered ? <Link to="/operations/payments" search={{ biller: billerId }}>Clear all filters</Link> : null}
      />
      <PaymentList
        desk={desk.data}
        filters={filters}
        linkTo={(payment) => (
          <Link to="/operations/payments/$paymentId" params={{ paymentId: payment.id }}>
            {payment.confirmation_number}
          </Link>
        )}
        empty={<p>{isFiltered ? "No payment fits these filters." : "This biller has no payments yet."}</p>}
      />
    </>
  );
}
