import { useRouterState } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";

/** Shown where a page belongs to somebody and nobody is here: the two ways in, the way back kept. */
export function NeedsSession() {
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <>
      <PageHeading lead="Bills and payments are shown to their owners only.">Find your bill or sign in</PageHeading>
      <div className="row">
        <ButtonLink to="/" kind="primary">
          Find your bill
        </ButtonLink>
        <ButtonLink to="/sign-in" search={{ next: href }}>
          Sign in
        </ButtonLink>
      </div>
    </>
  );
}
