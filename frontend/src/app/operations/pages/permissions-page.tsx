import { PageHeading } from "@/components/page-heading";
import { PermissionMatrix } from "@/features/permissions/permission-matrix";

export function PermissionsPage() {
  return (
    <>
      <PageHeading lead="What each role may do. What is not here, nobody may do.">Roles and permissions</PageHeading>
      <PermissionMatrix />
    </>
  );
}
