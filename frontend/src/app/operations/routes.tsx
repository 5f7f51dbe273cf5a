import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireUser } from "../guards";
import { rootRoute } from "../root-route";

/**
 * The operations pages (compliance, treasury, audit, administration), under /operations. Add a page: create it in `pages/`, give it a `createRoute` with
 * `getParentRoute: () => operationsArea` and a lazy component, and put the route into `addChildren` below.
 */
const operationsArea = createRoute({
  getParentRoute: () => rootRoute,
  path: "/operations",
  beforeLoad: requireUser,
  component: lazyRouteComponent(() => import("./layout"), "OperationsLayout"),
});

export const operationsRoute = operationsArea.addChildren([]);
