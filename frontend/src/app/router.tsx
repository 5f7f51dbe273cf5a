import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { Loading } from "@/components/loading";
import type { fullTree } from "./full-tree";
import { payerRoute } from "./payer/routes";
import { rootRoute } from "./root-route";
import { ErrorPage } from "./shell/error-page";
import { NotFoundPage } from "./shell/not-found-page";
import { Shell } from "./shell/shell";

type Tree = typeof fullTree;

/** True for the addresses of the biller's staff, of operations, and for the status page, which needs nothing of a payer's. */
export const isOutsidePayer = (pathname: string) => /^\/(?:biller|operations|status)(?:\/|$)/.test(pathname);

/**
 * The routes this visit needs. Links are typed by the whole tree everywhere; a payer's visit that crosses into a staff
 * area loads the document again (see `OutsideTree`) and then starts with the whole tree.
 */
async function treeFor(pathname: string): Promise<{ tree: Tree; isWhole: boolean }> {
  if (isOutsidePayer(pathname)) return { tree: (await import("./full-tree")).fullTree, isWhole: true };
  return { tree: rootRoute.addChildren([payerRoute]) as unknown as Tree, isWhole: false };
}

export async function newRouter(queryClient: QueryClient) {
  const { tree, isWhole } = await treeFor(window.location.pathname);
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultPendingComponent: () => <Loading label="Loading the page" />,
    defaultNotFoundComponent: isWhole ? NotFound : OutsideTree,
  });
}

function NotFound() {
  return (
    <Shell area="payer">
      <NotFoundPage />
    </Shell>
  );
}

/** An address this visit's tree does not know: it may belong to staff, and then the document is loaded with their tree. */
function OutsideTree() {
  if (!isOutsidePayer(window.location.pathname)) return <NotFound />;
  window.location.reload();
  return <Loading label="Loading the page" />;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: Awaited<ReturnType<typeof newRouter>>;
  }
}
