import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { TextField } from "@/components/field";
import { FilterForm, FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import type { BillListStatus } from "@/features/biller-bills/api";
import { BillList } from "@/features/biller-bills/bill-list";
import { billStatusWords } from "@/features/biller-bills/bill-status";
import { useBillerId } from "../use-biller";

const route = getRouteApi("/biller/bills");
const { open, part_paid, paid, withdrawn } = billStatusWords;
const filterWords: Readonly<Record<BillListStatus, string>> = { open, part_paid, overdue: "Overdue", paid, withdrawn };
const statuses = Object.keys(filterWords) as BillListStatus[];

export function BillsPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/biller/bills" });
  const billerId = useBillerId();
  const isFiltered = filters.status !== undefined || filters.q !== undefined;
  return (
    <>
      <PageHeading>Bills</PageHeading>
      <FilterLinks label="Status">
        <Link from="/biller/bills" to="." search={(before) => ({ ...before, status: undefined })} activeOptions={{ exact: true }}>
          All
        </Link>
        {statuses.map((status) => (
          <Link key={status} from="/biller/bills" to="." search={(before) => ({ ...before, status })} activeOptions={{ exact: true }}>
            {filterWords[status]}
          </Link>
        ))}
      </FilterLinks>
      <FilterForm
        key={filters.q ?? ""}
        label="Bills"
        onApply={(values) => void navigate({ search: (before) => ({ ...before, q: values["q"] }) })}
        clear={isFiltered ? <Link to="/biller/bills">Clear all filters</Link> : null}
      >
        <TextField
          label="Account or bill number"
          hint="The whole number. Spaces and dashes do not matter."
          name="q"
          type="search"
          defaultValue={filters.q}
          autoComplete="off"
          spellCheck={false}
        />
      </FilterForm>
      <BillList
        billerId={billerId}
        filters={filters}
        linkTo={(bill) => (
          <Link to="/biller/bills/$billId" params={{ billId: bill.id }}>
            {bill.bill_number}
          </Link>
        )}
        empty={
          isFiltered ? (
            <p>
              No bill fits these filters. <Link to="/biller/bills">Show all bills</Link>
            </p>
          ) : (
            <p>
              There are no bills yet. <Link to="/biller/bill-files/new">Send your first bill file</Link>
            </p>
          )
        }
      />
    </>
  );
}
