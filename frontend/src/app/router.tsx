import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { Loading } from "@/components/loading";
import { billerRoute } from "./biller/routes";
import { operationsRoute } from "./operations/routes";
import { payerRoute } from "./payer/routes";
import { rootRoute } from "./root-route";
import { ErrorPage } from "./shell/error-page";
import { NotFoundPage } from "./shell/not-found-page";
import { Shell } from "./shell/shell";

const routeTree = rootRoute.addChildren([payerRoute, billerRoute, operationsRoute]);

export function newRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultPendingComponent: () => <Loading label="Loading the page" />,
    defaultNotFoundComponent: () => (
      <Shell area="payer">
        <NotFoundPage />
      </Shell>
    ),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
