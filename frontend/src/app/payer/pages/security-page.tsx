import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";

const route = getRouteApi("/payer/security");
// Few payers come here: what it needs is not part of anybody's first visit.
const SecondFactors = lazy(() => import("@/features/identity/second-factors").then((loaded) => ({ default: loaded.SecondFactors })));
const AccountSections = lazy(() => import("@/features/identity/account-sections"));

/** How one signs in, and where one is signed in. Staff come here first until they have a second factor. */
export function SecurityPage() {
  const { next } = route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <PageHeading lead="A passkey or an authenticator app keeps others out of your account, even if they know your password.">Sign-in and security</PageHeading>
      <Suspense fallback={<Loading label="Loading your second factors" lines={4} />}>
        <SecondFactors next={next} />
        {/* Who still has to show a second factor may do nothing else yet. */}
        {session?.user && session.permissions.includes("account.manage_own") ? <AccountSections session={session} user={session.user} /> : null}
      </Suspense>
      {session?.permissions.includes("kyc.own") ? (
        <p>
          <Link to="/verification">Verify who you are, to pay larger amounts</Link>
        </p>
      ) : null}
      {session?.permissions.includes("data.own") ? (
        <p>
          <Link to="/your-data">See, save or erase your data</Link>
        </p>
      ) : null}
    </>
  );
}
