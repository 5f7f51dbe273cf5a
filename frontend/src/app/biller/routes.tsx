import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireUser } from "../guards";
import { rootRoute } from "../root-route";

/**
 * The biller staff's pages, under /biller. Add a page: create it in `pages/`, give it a `createRoute` with
 * `getParentRoute: () => billerArea` and a lazy component, and put the route into `addChildren` below.
 */
const billerArea = createRoute({
  getParentRoute: () => rootRoute,
  path: "/biller",
  beforeLoad: requireUser,
  component: lazyRouteComponent(() => import("./layout"), "BillerLayout"),
});

export const billerRoute = billerArea.addChildren([]);
