import { getRouteApi, Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { IdentityForm } from "@/features/identity/identity-form";
import { words } from "@/features/identity/words";

const route = getRouteApi("/payer/register");

export function RegisterPage() {
  const { next } = route.useSearch();
  return (
    <>
      <PageHeading lead={words.registerLead}>{words.register}</PageHeading>
      <IdentityForm mode="register" next={next} />
      <p>
        {words.haveAccount}{" "}
        <Link to="/sign-in" search={{ next }}>
          {words.signIn}
        </Link>
      </p>
    </>
  );
}
