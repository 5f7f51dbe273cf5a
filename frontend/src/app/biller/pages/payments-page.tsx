import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { LiveSign } from "@/components/biller-events";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { PaymentFilterForm } from "@/features/biller-payments/payment-filters";
import { PaymentList } from "@/features/biller-payments/payment-list";
import { paymentStates, stateWords } from "@/features/biller-payments/state-words";
import { FilterLinks } from "@/components/filters";
import { useBiller } from "../use-biller";

const route = getRouteApi("/biller/payments");

export function PaymentsPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/biller/payments" });
  const biller = useBiller();
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <div className="row-between">
        <PageHeading>Payments</PageHeading>
        <LiveSign />
      </div>
      <FilterLinks label="State">
        <Link from="/biller/payments" to="." search={(before) => ({ ...before, state: undefined })} activeOptions={{ exact: true }}>
          All
        </Link>
        {paymentStates.map((state) => (
          <Link key={state} from="/biller/payments" to="." search={(before) => ({ ...before, state })} activeOptions={{ exact: true }}>
            {stateWords[state].word}
          </Link>
        ))}
      </FilterLinks>
      <PaymentFilterForm
        filters={filters}
        onApply={(values) => void navigate({ search: (before) => ({ ...before, ...values }) })}
        clear={isFiltered ? <Link to="/biller/payments">Clear all filters</Link> : null}
      />
      {biller.isPending ? <Loading label="Loading the payments" lines={8} /> : null}
      {biller.isError && !biller.data ? <Failure error={biller.error} what="your biller" onRetry={() => void biller.refetch()} /> : null}
      {biller.data ? (
        <PaymentList
          desk={biller.data}
          filters={filters}
          linkTo={(payment) => (
            <Link to="/biller/payments/$paymentId" params={{ paymentId: payment.id }}>
              {payment.confirmation_number}
            </Link>
          )}
          empty={
            isFiltered ? (
              <p>
                No payment fits these filters. <Link to="/biller/payments">Show all payments</Link>
              </p>
            ) : (
              <p>No payments yet. The first one will appear here as it is made.</p>
            )
          }
        />
      ) : null}
    </>
  );
}
