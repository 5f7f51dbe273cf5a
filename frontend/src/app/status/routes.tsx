import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route";

/** Public, and outside of the payer's tree: it is opened seldom, and every route costs each payer's first visit. */
export const statusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/status",
  component: lazyRouteComponent(() => import("./status-page"), "StatusPage"),
});
