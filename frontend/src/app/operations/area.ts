import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireAnyPermission } from "../guards";
import { rootRoute } from "../root-route";

/**
 * The operations pages (compliance, treasury, audit, administration), under /operations. Add a page: create it in `pages/`, give it a `createRoute` with
 * `getParentRoute: () => operationsArea` and a lazy component, and put the route into `addChildren` of `routes.tsx`.
 */
export const operationsArea = createRoute({
  getParentRoute: () => rootRoute,
  path: "/operations",
  beforeLoad: requireAnyPermission("billers.create", "ledger.read", "audit.read"),
  component: lazyRouteComponent(() => import("./layout"), "OperationsLayout"),
});
