import { lazy, Suspense } from "react";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";

// Few payers come here: what it needs is not part of anybody's first visit.
const Verification = lazy(() => import("@/features/verification/verification"));

export function VerificationPage() {
  return (
    <>
      <PageHeading lead="The law wants us to know who pays larger amounts. What you tell and send us is encrypted, and a person looks at it.">Verify who you are</PageHeading>
      <Suspense fallback={<Loading label="Loading what we know of you" lines={8} />}>
        <Verification />
      </Suspense>
    </>
  );
}
