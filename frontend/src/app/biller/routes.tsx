import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceParam, dayParam, textParam } from "@/components/search-params";
import type { BillFilters } from "@/features/biller-bills/api";
import type { PaymentFilters } from "@/features/biller-payments/api";
import { paymentStates } from "@/features/biller-payments/state-words";
import type { DayFilters } from "@/features/cash-till/api";
import { requireAnyPermission } from "../guards";
import { rootRoute } from "../root-route";

/**
 * The biller staff's pages, under /biller. Add a page: create it in `pages/`, give it a `createRoute` with
 * `getParentRoute: () => billerArea` and a lazy component, and put the route into `addChildren` below.
 */
const billerArea = createRoute({
  getParentRoute: () => rootRoute,
  path: "/biller",
  beforeLoad: requireAnyPermission("bills.import", "bills.read", "payments.read"),
  component: lazyRouteComponent(() => import("./layout"), "BillerLayout"),
});

const home = createRoute({
  getParentRoute: () => billerArea,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/home-page"), "HomePage"),
});

const payments = createRoute({
  getParentRoute: () => billerArea,
  path: "/payments",
  validateSearch: (search: Record<string, unknown>): PaymentFilters => ({
    state: choiceParam(search["state"], paymentStates),
    q: textParam(search["q"]),
    from: dayParam(search["from"]),
    to: dayParam(search["to"]),
  }),
  beforeLoad: requireAnyPermission("payments.read"),
  component: lazyRouteComponent(() => import("./pages/payments-page"), "PaymentsPage"),
});

const payment = createRoute({
  getParentRoute: () => billerArea,
  path: "/payments/$paymentId",
  beforeLoad: requireAnyPermission("payments.read"),
  component: lazyRouteComponent(() => import("./pages/payment-page"), "PaymentPage"),
});

const bills = createRoute({
  getParentRoute: () => billerArea,
  path: "/bills",
  validateSearch: (search: Record<string, unknown>): BillFilters => ({
    status: choiceParam(search["status"], ["open", "part_paid", "overdue", "paid", "withdrawn"] as const),
    q: textParam(search["q"]),
  }),
  beforeLoad: requireAnyPermission("bills.read"),
  component: lazyRouteComponent(() => import("./pages/bills-page"), "BillsPage"),
});

const bill = createRoute({
  getParentRoute: () => billerArea,
  path: "/bills/$billId",
  beforeLoad: requireAnyPermission("bills.read"),
  component: lazyRouteComponent(() => import("./pages/bill-page"), "BillPage"),
});

const billFiles = createRoute({
  getParentRoute: () => billerArea,
  path: "/bill-files",
  beforeLoad: requireAnyPermission("bills.import"),
  component: lazyRouteComponent(() => import("./pages/bill-files-page"), "BillFilesPage"),
});

const newBillFile = createRoute({
  getParentRoute: () => billerArea,
  path: "/bill-files/new",
  beforeLoad: requireAnyPermission("bills.import"),
  component: lazyRouteComponent(() => import("./pages/new-bill-file-page"), "NewBillFilePage"),
});

const billFile = createRoute({
  getParentRoute: () => billerArea,
  path: "/bill-files/$fileId",
  validateSearch: (search: Record<string, unknown>): { reason?: string | undefined } => ({ reason: textParam(search["reason"]) }),
  beforeLoad: requireAnyPermission("bills.import"),
  component: lazyRouteComponent(() => import("./pages/bill-file-page"), "BillFilePage"),
});

const till = createRoute({
  getParentRoute: () => billerArea,
  path: "/till",
  validateSearch: (search: Record<string, unknown>): DayFilters & { q?: string | undefined } => ({
    q: textParam(search["q"]),
    day: dayParam(search["day"]),
    counter: textParam(search["counter"]),
  }),
  beforeLoad: requireAnyPermission("cash.take"),
  component: lazyRouteComponent(() => import("./pages/till-page"), "TillPage"),
});

const takeCash = createRoute({
  getParentRoute: () => billerArea,
  path: "/till/$billId",
  beforeLoad: requireAnyPermission("cash.take"),
  component: lazyRouteComponent(() => import("./pages/take-cash-page"), "TakeCashPage"),
});

const cashReceipt = createRoute({
  getParentRoute: () => billerArea,
  path: "/till/receipts/$paymentId",
  beforeLoad: requireAnyPermission("cash.take"),
  component: lazyRouteComponent(() => import("./pages/cash-receipt-page"), "CashReceiptPage"),
});

const settings = createRoute({
  getParentRoute: () => billerArea,
  path: "/settings",
  beforeLoad: requireAnyPermission("billers.read_settings"),
  component: lazyRouteComponent(() => import("./pages/settings-page"), "SettingsPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => billerArea,
  path: "/api-keys",
  beforeLoad: requireAnyPermission("api_keys.manage"),
  component: lazyRouteComponent(() => import("./pages/api-keys-page"), "ApiKeysPage"),
});

export const billerRoute = billerArea.addChildren([home, payments, payment, bills, bill, billFiles, newBillFile, billFile, till, takeCash, cashReceipt, settings, apiKeys]);
