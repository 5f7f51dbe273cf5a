import { getRouteApi, Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { IdentityForm } from "@/features/identity/identity-form";
import { NewPasswordField } from "@/features/identity/new-password-field";
import { words } from "@/features/identity/words";

const route = getRouteApi("/payer/register");

export function RegisterPage() {
  const { next } = route.useSearch();
  return (
    <>
      <PageHeading lead={words.registerLead}>{words.register}</PageHeading>
      <IdentityForm
        mode="register"
        next={next}
        newPassword={(error) => <NewPasswordField name="password" label={words.password} about={typedAbout} error={error} />}
      />
      <p>
        {words.haveAccount}{" "}
        <Link to="/sign-in" search={{ next }}>
          {words.signIn}
        </Link>
      </p>
    </>
  );
}

/** What the new password must not be made of. */
function typedAbout(): { email: string; full_name: string } {
  return { email: typed("email"), full_name: typed("full_name") };
}

function typed(name: string): string {
  return document.querySelector<HTMLInputElement>(`form input[name="${name}"]`)?.value ?? "";
}
