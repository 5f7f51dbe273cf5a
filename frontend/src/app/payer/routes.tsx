import { createRoute, lazyRouteComponent, type SearchSchemaInput } from "@tanstack/react-router";
import { requireUser } from "../guards";
import { rootRoute } from "../root-route";
import { PayerLayout } from "./layout";

const payerArea = createRoute({ getParentRoute: () => rootRoute, id: "payer", component: PayerLayout });
const parent = () => payerArea;

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const find = createRoute({
  getParentRoute: parent,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/find-biller-page"), "FindBillerPage"),
});

const signIn = createRoute({
  getParentRoute: parent,
  path: "/sign-in",
  validateSearch: (search: { next?: string | undefined } & SearchSchemaInput) => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("./pages/sign-in-page"), "SignInPage"),
});

const noAccess = createRoute({
  getParentRoute: parent,
  path: "/no-access",
  component: lazyRouteComponent(() => import("./pages/no-access-page"), "NoAccessPage"),
});

const bills = createRoute({
  getParentRoute: parent,
  path: "/bills",
  component: lazyRouteComponent(() => import("./pages/bills-page"), "BillsPage"),
});

const activity = createRoute({
  getParentRoute: parent,
  path: "/activity",
  component: lazyRouteComponent(() => import("./pages/activity-page"), "ActivityPage"),
});

const cards = createRoute({
  getParentRoute: parent,
  path: "/cards",
  beforeLoad: requireUser,
  component: lazyRouteComponent(() => import("./pages/cards-page"), "CardsPage"),
});

const verify = createRoute({
  getParentRoute: parent,
  path: "/verify",
  component: lazyRouteComponent(() => import("./pages/verify-page"), "VerifyPage"),
});

export const payerRoute = payerArea.addChildren([find, signIn, noAccess, bills, activity, cards, verify]);
