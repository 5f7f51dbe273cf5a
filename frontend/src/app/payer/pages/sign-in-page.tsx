import { getRouteApi, Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { IdentityForm } from "@/features/identity/identity-form";
import { words } from "@/features/identity/words";

const route = getRouteApi("/payer/sign-in");

export function SignInPage() {
  const { next } = route.useSearch();
  return (
    <>
      <PageHeading lead={words.signInLead}>{words.signIn}</PageHeading>
      <IdentityForm mode="sign-in" next={next} />
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
