import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { homeOf, sessionQuery } from "@/api/session";
import { ButtonAnchor } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { AuthenticatorSection } from "./authenticator-section";
import { PasskeysSection } from "./passkeys-section";
import { NewRecoveryCodes, RecoverySection } from "./recovery-section";
import { secondFactorsQuery, type Enrolled } from "./second-factors-api";
import { isOwnPath } from "./use-enter";

/** One's own passkeys, authenticator app and recovery codes; for staff without any, the way on once they have one. */
export function SecondFactors({ next }: { next: string | undefined }) {
  const session = useQuery(sessionQuery);
  const factors = useQuery(secondFactorsQuery);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [begunWithout, setBegunWithout] = useState(false);
  const missing = session.data?.second_factor_missing ?? false;
  if (missing && !begunWithout) setBegunWithout(true);

  function onEnrolled(enrolled: Enrolled) {
    if (enrolled.recovery_codes) setCodes(enrolled.recovery_codes);
  }

  const home = session.data && !missing ? homeOf(session.data) : null;
  return (
    <>
      {missing ? (
        <Notice tone="warn" title="Set up a second factor to go on">
          <p>Your work shows other people’s data and money, so a password alone is not enough. Add a passkey or an authenticator app; it takes a minute.</p>
        </Notice>
      ) : null}
      {codes === null ? null : <NewRecoveryCodes codes={codes} />}
      {begunWithout && home !== null ? (
        <div>
          {/* A full page load, so that every page asks anew what this person may do. */}
          <ButtonAnchor kind="primary" href={isOwnPath(next) ? next : home}>
            {codes === null ? "Go to your work" : "I have kept the codes: go to your work"}
          </ButtonAnchor>
        </div>
      ) : null}
      {factors.isPending ? <Loading label="Loading your second factors" lines={4} /> : null}
      {factors.isError && !factors.data ? <Failure error={factors.error} what="your second factors" onRetry={() => void factors.refetch()} /> : null}
      {factors.data ? (
        <>
          <PasskeysSection factors={factors.data} onEnrolled={onEnrolled} />
          <AuthenticatorSection factors={factors.data} onEnrolled={onEnrolled} />
          <RecoverySection factors={factors.data} onMade={setCodes} />
        </>
      ) : null}
    </>
  );
}
