import { useState } from "react";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { SecondStep } from "@/features/identity/sign-in-api";
import { Notice } from "@/components/notice";
import { PageHeading } from "@/components/page-heading";
import { IdentityForm } from "@/features/identity/identity-form";
import { PasskeySignIn } from "@/features/identity/passkey-sign-in";
import { SecondStepForm } from "@/features/identity/second-step-form";
import { words } from "@/features/identity/words";

const route = getRouteApi("/payer/sign-in");

export function SignInPage() {
  const { next } = route.useSearch();
  const [step, setStep] = useState<SecondStep | null>(null);
  const [ended, setEnded] = useState(false);

  function startAgain(because: "ended" | "asked") {
    setStep(null);
    setEnded(because === "ended");
  }

  if (step !== null) {
    return (
      <>
        <PageHeading key="second" lead={words.secondStepLead}>
          {words.secondStep}
        </PageHeading>
        <SecondStepForm step={step} next={next} onStartAgain={startAgain} />
      </>
    );
  }
  return (
    <>
      <PageHeading lead={words.signInLead}>{words.signIn}</PageHeading>
      {ended ? (
        <Notice tone="warn" live>
          <p>{words.ended}</p>
        </Notice>
      ) : null}
      <IdentityForm mode="sign-in" next={next} onSecondStep={setStep} />
      <PasskeySignIn next={next} />
      <p>
        <Link to="/forgot-password">{words.forgot}</Link>
      </p>
      <p>
        {words.noAccount}{" "}
        <Link to="/register" search={{ next }}>
          {words.register}
        </Link>{" "}
        or <Link to="/">pay without one</Link>.
      </p>
    </>
  );
}
