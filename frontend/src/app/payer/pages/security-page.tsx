import { lazy, Suspense } from "react";
import { getRouteApi } from "@tanstack/react-router";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";

const route = getRouteApi("/payer/security");
// Few payers come here: what it needs is not part of anybody's first visit.
const SecondFactors = lazy(() => import("@/features/identity/second-factors").then((loaded) => ({ default: loaded.SecondFactors })));

/** How one signs in. Staff come here first until they have a second factor. */
export function SecurityPage() {
  const { next } = route.useSearch();
  return (
    <>
      <PageHeading lead="A passkey or an authenticator app keeps others out of your account, even if they know your password.">Sign-in and security</PageHeading>
      <Suspense fallback={<Loading label="Loading your second factors" lines={4} />}>
        <SecondFactors next={next} />
      </Suspense>
    </>
  );
}
