import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceParam, textParam } from "@/components/search-params";
import type { AlertFilters, CaseFilters } from "@/features/compliance/api";
import type { FilingFilters } from "@/features/compliance/filings/api";
import { filingKinds, filingStates } from "@/features/compliance/filings/words";
import { queues } from "@/features/customers/queues";
import { requireAnyPermission } from "../../guards";
import { operationsArea } from "../area";
import { alertStates, caseStates, owners, profiles, verdicts } from "./filters";

/** The compliance desk: a page more is a route more here, its component in `desk-pages`. */
const desk = () => import("./desk-pages");
const seesDesk = requireAnyPermission("compliance.read");
type Search = Record<string, unknown>;

const queue = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance",
  validateSearch: (search: Search): Omit<AlertFilters, "state"> & { state?: (typeof alertStates)[number] | undefined } => ({
    state: choiceParam(search["state"], alertStates),
    verdict: choiceParam(search["verdict"], verdicts),
    code: textParam(search["code"]),
    party: textParam(search["party"]),
  }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "QueuePage"),
});

const alert = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/alerts/$alertId",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "AlertPage"),
});

const cases = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/cases",
  validateSearch: (search: Search): CaseFilters => ({ state: choiceParam(search["state"], caseStates), whose: choiceParam(search["whose"], owners) }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "CasesPage"),
});

const caseFile = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/cases/$caseId",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "CasePage"),
});

const deadlines = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/deadlines",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "DeadlinesPage"),
});

const freezes = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/freezes",
  validateSearch: (search: Search): { state?: "lifted" | undefined } => ({ state: choiceParam(search["state"], ["lifted"] as const) }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "FreezesPage"),
});

const lists = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/lists",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "ListsPage"),
});

const filings = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/filings",
  validateSearch: (search: Search): FilingFilters => ({ state: choiceParam(search["state"], filingStates), kind: choiceParam(search["kind"], filingKinds) }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "FilingsPage"),
});

const filing = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/filings/$filingId",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "FilingPage"),
});

const batches = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/batches",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "BatchesPage"),
});

const batch = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/batches/$batchId",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "BatchPage"),
});

const rules = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/rules",
  validateSearch: (search: Search): { profile?: (typeof profiles)[number] | undefined } => ({ profile: choiceParam(search["profile"], profiles) }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(desk, "RulesPage"),
});

const changeRules = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/rules/change",
  validateSearch: (search: Search): { profile?: (typeof profiles)[number] | undefined; rule?: string | undefined } => ({
    profile: choiceParam(search["profile"], profiles),
    rule: textParam(search["rule"]),
  }),
  beforeLoad: requireAnyPermission("compliance.work"),
  component: lazyRouteComponent(desk, "ChangeRulesPage"),
});

const customers = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/customers",
  validateSearch: (search: Search): { queue?: (typeof queues)[number] | undefined } => ({ queue: choiceParam(search["queue"], queues) }),
  beforeLoad: seesDesk,
  component: lazyRouteComponent(() => import("../pages/customers-page"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute: () => operationsArea,
  path: "/compliance/customers/$userId",
  beforeLoad: seesDesk,
  component: lazyRouteComponent(() => import("../pages/customer-page"), "CustomerPage"),
});

export const deskRoutes = [queue, alert, cases, caseFile, deadlines, freezes, filings, filing, batches, batch, lists, rules, changeRules, customers, customer] as const;
