import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceParam, countParam, dayParam, textParam } from "@/components/search-params";
import type { PaymentFilters } from "@/features/biller-payments/api";
import { paymentStates } from "@/features/biller-payments/state-words";
import type { EventFilters } from "@/features/security-events/api";
import { eventKinds } from "@/features/security-events/event-words";
import type { PersonFilters } from "@/features/users/api";
import { personRoles } from "@/features/users/role-choice";
import { requireAnyPermission } from "../guards";
import { operationsArea } from "./area";
import { deskRoutes } from "./compliance/routes";

const home = createRoute({
  getParentRoute: () => operationsArea,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/overview-page"), "OverviewPage"),
});

type Search = Record<string, unknown>;

const billers = createRoute({
  getParentRoute: () => operationsArea,
  path: "/billers",
  validateSearch: (search: Search): { q?: string | undefined } => ({ q: textParam(search["q"]) }),
  beforeLoad: requireAnyPermission("billers.create", "billers.read_settings", "payments.read"),
  component: lazyRouteComponent(() => import("./pages/billers-page"), "BillersPage"),
});

const newBiller = createRoute({
  getParentRoute: () => operationsArea,
  path: "/billers/new",
  beforeLoad: requireAnyPermission("billers.create"),
  component: lazyRouteComponent(() => import("./pages/new-biller-page"), "NewBillerPage"),
});

const biller = createRoute({
  getParentRoute: () => operationsArea,
  path: "/billers/$billerId",
  beforeLoad: requireAnyPermission("billers.read_settings"),
  component: lazyRouteComponent(() => import("./pages/biller-page"), "BillerPage"),
});

const payments = createRoute({
  getParentRoute: () => operationsArea,
  path: "/payments",
  validateSearch: (search: Search): PaymentFilters & { biller?: string | undefined } => ({
    biller: textParam(search["biller"]),
    state: choiceParam(search["state"], paymentStates),
    q: textParam(search["q"]),
    from: dayParam(search["from"]),
    to: dayParam(search["to"]),
  }),
  beforeLoad: requireAnyPermission("payments.read"),
  component: lazyRouteComponent(() => import("./pages/payments-page"), "PaymentsPage"),
});

const payment = createRoute({
  getParentRoute: () => operationsArea,
  path: "/payments/$paymentId",
  beforeLoad: requireAnyPermission("payments.read"),
  component: lazyRouteComponent(() => import("./pages/payment-page"), "PaymentPage"),
});

export interface MomentSearch {
  asOf?: string | undefined;
  by?: "effective" | "recorded" | undefined;
}

const momentOf = (search: Search): MomentSearch => ({
  asOf: dayParam(search["asOf"]),
  by: choiceParam(search["by"], ["effective", "recorded"] as const),
});

const ledger = createRoute({
  getParentRoute: () => operationsArea,
  path: "/ledger",
  validateSearch: momentOf,
  beforeLoad: requireAnyPermission("ledger.read"),
  component: lazyRouteComponent(() => import("./pages/ledger-page"), "LedgerPage"),
});

const account = createRoute({
  getParentRoute: () => operationsArea,
  path: "/ledger/account",
  validateSearch: (search: Search): MomentSearch & { id?: string | undefined } => ({ id: textParam(search["id"]), ...momentOf(search) }),
  beforeLoad: requireAnyPermission("ledger.read"),
  component: lazyRouteComponent(() => import("./pages/account-page"), "AccountPage"),
});

const trialBalance = createRoute({
  getParentRoute: () => operationsArea,
  path: "/ledger/trial-balance",
  beforeLoad: requireAnyPermission("ledger.read"),
  component: lazyRouteComponent(() => import("./pages/trial-balance-page"), "TrialBalancePage"),
});

const audit = createRoute({
  getParentRoute: () => operationsArea,
  path: "/audit",
  validateSearch: (search: Search): { subject?: string | undefined } => ({ subject: textParam(search["subject"]) }),
  beforeLoad: requireAnyPermission("audit.read"),
  component: lazyRouteComponent(() => import("./pages/audit-page"), "AuditPage"),
});

const verify = createRoute({
  getParentRoute: () => operationsArea,
  path: "/audit/verify",
  validateSearch: (search: Search): { index?: number | undefined } => ({ index: countParam(search["index"]) }),
  beforeLoad: requireAnyPermission("audit.read"),
  component: lazyRouteComponent(() => import("./pages/verify-log-page"), "VerifyLogPage"),
});

const permissions = createRoute({
  getParentRoute: () => operationsArea,
  path: "/permissions",
  beforeLoad: requireAnyPermission("permissions.read"),
  component: lazyRouteComponent(() => import("./pages/permissions-page"), "PermissionsPage"),
});

const users = createRoute({
  getParentRoute: () => operationsArea,
  path: "/users",
  validateSearch: (search: Search): PersonFilters => ({
    email: textParam(search["email"]),
    role: choiceParam(search["role"], personRoles),
    status: choiceParam(search["status"], ["active", "disabled"] as const),
  }),
  beforeLoad: requireAnyPermission("users.read"),
  component: lazyRouteComponent(() => import("./pages/users-page"), "UsersPage"),
});

const user = createRoute({
  getParentRoute: () => operationsArea,
  path: "/users/$userId",
  beforeLoad: requireAnyPermission("users.read"),
  component: lazyRouteComponent(() => import("./pages/user-page"), "UserPage"),
});

const approvals = createRoute({
  getParentRoute: () => operationsArea,
  path: "/approvals",
  beforeLoad: requireAnyPermission("approvals.read"),
  component: lazyRouteComponent(() => import("./pages/approvals-page"), "ApprovalsPage"),
});

const cashFiles = createRoute({
  getParentRoute: () => operationsArea,
  path: "/cash-files",
  beforeLoad: requireAnyPermission("cash.load_files"),
  component: lazyRouteComponent(() => import("./pages/cash-files-page"), "CashFilesPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => operationsArea,
  path: "/api-keys",
  beforeLoad: requireAnyPermission("api_keys.read_all"),
  component: lazyRouteComponent(() => import("./pages/api-keys-page"), "ApiKeysPage"),
});

const security = createRoute({
  getParentRoute: () => operationsArea,
  path: "/security",
  validateSearch: (search: Search): EventFilters => ({
    kind: choiceParam(search["kind"], eventKinds),
    subject: textParam(search["subject"]),
    from: dayParam(search["from"]),
    to: dayParam(search["to"]),
  }),
  beforeLoad: requireAnyPermission("audit.read"),
  component: lazyRouteComponent(() => import("./pages/security-page"), "SecurityPage"),
});

const incidents = createRoute({
  getParentRoute: () => operationsArea,
  path: "/incidents",
  beforeLoad: requireAnyPermission("incidents.read"),
  component: lazyRouteComponent(() => import("./pages/incidents-page"), "IncidentsPage"),
});

const newIncident = createRoute({
  getParentRoute: () => operationsArea,
  path: "/incidents/new",
  beforeLoad: requireAnyPermission("incidents.manage"),
  component: lazyRouteComponent(() => import("./pages/new-incident-page"), "NewIncidentPage"),
});

const incident = createRoute({
  getParentRoute: () => operationsArea,
  path: "/incidents/$incidentId",
  beforeLoad: requireAnyPermission("incidents.read"),
  component: lazyRouteComponent(() => import("./pages/incident-page"), "IncidentPage"),
});

const schedule = createRoute({
  getParentRoute: () => operationsArea,
  path: "/schedule",
  beforeLoad: requireAnyPermission("schedule.read"),
  component: lazyRouteComponent(() => import("./pages/schedule-page"), "SchedulePage"),
});

const job = createRoute({
  getParentRoute: () => operationsArea,
  path: "/schedule/$name",
  beforeLoad: requireAnyPermission("schedule.read"),
  component: lazyRouteComponent(() => import("./pages/job-page"), "JobPage"),
});

export const operationsRoute = operationsArea.addChildren([
  home, billers, newBiller, biller, payments, payment, ledger, account, trialBalance, audit, verify, permissions, users, user, approvals, cashFiles, apiKeys, security, incidents, newIncident, incident, schedule, job,
  ...deskRoutes,
]);
