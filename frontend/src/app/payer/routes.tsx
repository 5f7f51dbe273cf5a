import { createRoute, lazyRouteComponent, type SearchSchemaInput } from "@tanstack/react-router";
import { requireUser } from "../guards";
import { rootRoute } from "../root-route";
import { PayerLayout } from "./layout";

const payerArea = createRoute({ getParentRoute: () => rootRoute, id: "payer", component: PayerLayout });
const parent = () => payerArea;

// Once each: every place that loads a file carries the list of what it needs.
const seldomPages = () => import("./pages/seldom-pages");
const mailedLinkPages = () => import("./pages/mailed-link-pages");

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const nextSearch = (search: { next?: string | undefined } & SearchSchemaInput) => ({ next: text(search.next) });

function minorUnits(value: unknown): number | undefined {
  const amount = typeof value === "string" ? Number(value) : value;
  return typeof amount === "number" && Number.isSafeInteger(amount) && amount > 0 ? amount : undefined;
}

const find = createRoute({
  getParentRoute: parent,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/find-biller-page"), "FindBillerPage"),
});

const signIn = createRoute({
  getParentRoute: parent,
  path: "/sign-in",
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import("./pages/sign-in-page"), "SignInPage"),
});

const register = createRoute({
  getParentRoute: parent,
  path: "/register",
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import("./pages/register-page"), "RegisterPage"),
});

const biller = createRoute({
  getParentRoute: parent,
  path: "/b/$slug",
  component: lazyRouteComponent(() => import("./pages/biller-page"), "BillerPage"),
});

const bill = createRoute({
  getParentRoute: parent,
  path: "/bills/$billId",
  component: lazyRouteComponent(() => import("./pages/bill-page"), "BillPage"),
});

/** `bills`: ids joined by commas. `amount`: minor units, for one bill paid in part or over. `step=amount` asks for it. */
const pay = createRoute({
  getParentRoute: parent,
  path: "/pay",
  validateSearch: (search: { bills?: string; amount?: string | number; step?: "amount" } & SearchSchemaInput) => ({
    bills: text(search.bills) ?? "",
    amount: minorUnits(search.amount),
    step: search.step === "amount" ? ("amount" as const) : undefined,
  }),
  component: lazyRouteComponent(() => import("./pages/pay-page"), "PayPage"),
});

const payment = createRoute({
  getParentRoute: parent,
  path: "/payments/$paymentId",
  component: lazyRouteComponent(() => import("./pages/payment-page"), "PaymentPage"),
});

const receipt = createRoute({
  getParentRoute: parent,
  path: "/receipts/$paymentId",
  validateSearch: (search: { token?: string | undefined } & SearchSchemaInput) => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("./pages/receipt-page"), "ReceiptPage"),
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
  validateSearch: (search: { setup?: string | undefined } & SearchSchemaInput) => ({ setup: text(search.setup) }),
  component: lazyRouteComponent(() => import("./pages/cards-page"), "CardsPage"),
});

const security = createRoute({
  getParentRoute: parent,
  path: "/security",
  beforeLoad: requireUser,
  validateSearch: nextSearch,
  component: lazyRouteComponent(seldomPages, "SecurityPage"),
});

const forgotPassword = createRoute({
  getParentRoute: parent,
  path: "/forgot-password",
  component: lazyRouteComponent(mailedLinkPages, "ForgotPasswordPage"),
});

const resetPassword = createRoute({
  getParentRoute: parent,
  path: "/reset-password",
  component: lazyRouteComponent(mailedLinkPages, "ResetPasswordPage"),
});

const confirm = createRoute({
  getParentRoute: parent,
  path: "/confirm",
  component: lazyRouteComponent(mailedLinkPages, "ConfirmPage"),
});

const notMe = createRoute({
  getParentRoute: parent,
  path: "/not-me",
  component: lazyRouteComponent(mailedLinkPages, "NotMePage"),
});

const verify = createRoute({
  getParentRoute: parent,
  path: "/verify",
  component: lazyRouteComponent(() => import("./pages/verify-page"), "VerifyPage"),
});

const yourData = createRoute({
  getParentRoute: parent,
  path: "/your-data",
  beforeLoad: requireUser,
  component: lazyRouteComponent(seldomPages, "YourDataPage"),
});

const verification = createRoute({
  getParentRoute: parent,
  path: "/verification",
  beforeLoad: requireUser,
  component: lazyRouteComponent(seldomPages, "VerificationPage"),
});

const privacy = createRoute({ getParentRoute: parent, path: "/privacy", component: lazyRouteComponent(seldomPages, "PrivacyPage") });
const terms = createRoute({ getParentRoute: parent, path: "/terms", component: lazyRouteComponent(seldomPages, "TermsPage") });

export const payerRoute = payerArea.addChildren([
  find,
  biller,
  bills,
  bill,
  pay,
  payment,
  receipt,
  verify,
  activity,
  cards,
  security,
  signIn,
  register,
  forgotPassword,
  resetPassword,
  confirm,
  notMe,
  noAccess,
  yourData,
  verification,
  privacy,
  terms,
]);
