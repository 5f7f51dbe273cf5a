import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/api/schema";

export type PermissionRow = components["schemas"]["PermissionOut"];
export type RoleRow = components["schemas"]["RoleOut"];

export const permissionMatrixQuery = queryOptions({
  queryKey: ["permission-matrix"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/permissions", { signal })),
  // It changes with a new version of the platform and at no other time.
  staleTime: Infinity,
});
