import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { choiceParam } from "@/components/search-params";
import { SelectField, TextField } from "@/components/field";
import { FilterForm } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { roleWords } from "@/features/permissions/role-words";
import { PeopleTable } from "@/features/users/people-table";
import { personRoles } from "@/features/users/role-choice";

const route = getRouteApi("/operations/users");
const states = ["active", "disabled"] as const;

export function UsersPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/operations/users" });
  const filtered = Boolean(filters.email ?? filters.role ?? filters.status);
  return (
    <>
      <PageHeading lead="Everybody who signs in. Who looks here leaves a line in the audit log.">Users</PageHeading>
      <FilterForm
        key={JSON.stringify(filters)}
        label="Users"
        onApply={(values) =>
          void navigate({ search: { email: values["email"], role: choiceParam(values["role"], personRoles), status: choiceParam(values["status"], states) } })
        }
        clear={filtered ? <Link to="/operations/users">Everybody</Link> : null}
      >
        <TextField label="Email address, in full" name="email" type="search" defaultValue={filters.email} autoComplete="off" spellCheck={false} />
        <SelectField label="Role" name="role" defaultValue={filters.role ?? ""}>
          <option value="">Any</option>
          {personRoles.map((role) => (
            <option key={role} value={role}>
              {roleWords(role)}
            </option>
          ))}
        </SelectField>
        <SelectField label="State" name="status" defaultValue={filters.status ?? ""}>
          <option value="">Any</option>
          <option value="active">Active</option>
          <option value="disabled">Deactivated</option>
        </SelectField>
      </FilterForm>
      <PeopleTable
        filters={filters}
        roleWords={roleWords}
        linkTo={(person) => (
          <Link to="/operations/users/$userId" params={{ userId: person.id }}>
            {person.full_name}
          </Link>
        )}
      />
    </>
  );
}
