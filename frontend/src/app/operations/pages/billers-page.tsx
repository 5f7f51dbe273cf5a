import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { BillersTable } from "@/features/billers-admin/billers-table";
import { useMay } from "../use-may";

const route = getRouteApi("/operations/billers");

export function BillersPage() {
  const { q } = route.useSearch();
  const navigate = useNavigate({ from: "/operations/billers" });
  const may = useMay();
  return (
    <>
      <div className="row-between">
        <PageHeading>Billers</PageHeading>
        {may("billers.create") ? (
          <ButtonLink to="/operations/billers/new" kind="primary">
            Add a biller
          </ButtonLink>
        ) : null}
      </div>
      <FilterForm key={q ?? ""} label="Billers" onApply={(values) => void navigate({ search: { q: values["q"] } })} clear={q ? <Link to="/operations/billers">Clear the search</Link> : null}>
        <TextField label="Name or category" name="q" type="search" defaultValue={q} autoComplete="off" />
      </FilterForm>
      <BillersTable
        q={q}
        linkTo={(biller) =>
          may("billers.read_settings") ? (
            <Link to="/operations/billers/$billerId" params={{ billerId: biller.id }}>
              {biller.name}
            </Link>
          ) : (
            <Link to="/operations/payments" search={{ biller: biller.id }}>
              {biller.name}
            </Link>
          )
        }
      />
    </>
  );
}
