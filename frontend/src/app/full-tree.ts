import { billerRoute } from "./biller/routes";
import { operationsRoute } from "./operations/routes";
import { payerRoute } from "./payer/routes";
import { rootRoute } from "./root-route";
import { statusRoute } from "./status/routes";

/** All areas. Loaded for staff and for the status page only, so that a payer's first visit carries nothing of theirs. */
export const fullTree = rootRoute.addChildren([payerRoute, billerRoute, operationsRoute, statusRoute]);
