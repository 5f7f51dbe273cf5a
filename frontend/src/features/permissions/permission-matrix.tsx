import { useQuery } from "@tanstack/react-query";
import { DataTable, type Column } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { permissionMatrixQuery, type PermissionRow, type RoleRow } from "./api";
import "./permission-matrix.css";
import { roleWords } from "./role-words";

/** A row for each permission, a column for each role, and under each permission what of the API it opens. */
export function PermissionMatrix() {
  const matrix = useQuery(permissionMatrixQuery);
  if (matrix.isPending) return <Loading label="Loading roles and permissions" lines={8} />;
  if (matrix.isError) return <Failure error={matrix.error} what="roles and permissions" onRetry={() => void matrix.refetch()} />;
  const { roles, permissions } = matrix.data;
  const bound = roles.filter((role) => role.own_biller_only).map((role) => roleWords(role.role));
  return (
    <>
      <p>{bound.join(" and ")} do these things for their own biller only.</p>
      <div className="scroll-x permission-matrix">
        <DataTable
          caption="Permissions by role"
          captionHidden
          columns={[{ name: "Permission", names: true, cell: (row) => <Opens row={row} /> }, ...roles.map(columnOf)]}
          rows={permissions}
          rowKey={(row) => row.permission}
        />
      </div>
    </>
  );
}

const columnOf = (role: RoleRow): Column<PermissionRow> => ({
  name: roleWords(role.role),
  cell: (row) => (row.roles.includes(role.role) ? "Yes" : <span className="quiet">No</span>),
});

function Opens({ row }: { row: PermissionRow }) {
  const count = row.operations.length;
  return (
    <>
      {row.meaning}
      <span className="small quiet permission-name">
        <code>{row.permission}</code>
      </span>
      {count === 0 ? (
        <span className="small quiet">Not used by itself</span>
      ) : (
        <details className="small">
          <summary>{count === 1 ? "1 operation" : `${count} operations`} of the API</summary>
          <ul>
            {row.operations.map((operation) => (
              <li key={operation.operation_id}>
                {operation.summary}{" "}
                <code>
                  {operation.method} {operation.path}
                </code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
