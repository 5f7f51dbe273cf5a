import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { dayParam } from "@/components/search-params";
import { BillList } from "@/features/biller-bills/bill-list";
import { counterName } from "@/features/cash-till/counter-name";
import { TakenOfTheDay } from "@/features/cash-till/taken-list";
import { useBillerId } from "../use-biller";

const route = getRouteApi("/biller/till");

export function TillPage() {
  const { q, day, counter } = route.useSearch();
  const navigate = useNavigate({ from: "/biller/till" });
  const billerId = useBillerId();
  return (
    <>
      <PageHeading lead="Find the bill, count the cash, print the receipt. The bill is paid the moment it is recorded.">Cash till</PageHeading>
      <FilterForm
        key={`bill ${q ?? ""}`}
        label="The bill"
        onApply={(values) => void navigate({ search: (before) => ({ ...before, q: values["q"] }) })}
        clear={q ? <Link from="/biller/till" to="." search={(before) => ({ ...before, q: undefined })}>Next customer</Link> : null}
      >
        <TextField label="Account or bill number" hint="The whole number. Spaces and dashes do not matter." name="q" type="search" defaultValue={q} autoComplete="off" spellCheck={false} />
      </FilterForm>
      {q ? (
        <BillList
          billerId={billerId}
          filters={{ q }}
          linkTo={(bill) => (
            <Link to="/biller/till/$billId" params={{ billId: bill.id }} aria-label={`Take cash for bill ${bill.bill_number}`}>
              {bill.bill_number}
            </Link>
          )}
          empty={<p>No bill has this number. Compare it with the paper.</p>}
        />
      ) : null}
      <section className="stack" aria-labelledby="taken">
        <h2 id="taken">{day ? "Taken that day" : "Taken today"}</h2>
        <FilterForm
          key={`day ${day ?? ""} ${counter ?? ""}`}
          label="What was taken"
          onApply={(values) => void navigate({ search: (before) => ({ ...before, day: dayParam(values["day"]), counter: counterName(values["counter"] ?? "") || undefined }) })}
          clear={day || counter ? <Link from="/biller/till" to="." search={{ q }}>Today, all counters</Link> : null}
        >
          <TextField label="Day" name="day" type="date" defaultValue={day} />
          <TextField label="Counter" name="counter" defaultValue={counter} autoComplete="off" spellCheck={false} />
        </FilterForm>
        <TakenOfTheDay
          billerId={billerId}
          filters={{ day, counter }}
          counterLink={(name) => (
            <Link from="/biller/till" to="." search={(before) => ({ ...before, counter: name })}>
              {name}
            </Link>
          )}
          slipLink={(line) => (
            <Link to="/biller/till/receipts/$paymentId" params={{ paymentId: line.payment_id }}>
              {line.confirmation_number}
            </Link>
          )}
        />
      </section>
    </>
  );
}
