import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { homeOf, sessionQuery } from "@/api/session";
import { PageHeading } from "@/components/page-heading";
import { BillerSearch } from "@/features/billers/biller-search";
import { words } from "@/features/billers/words";

export function FindBillerPage() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <PageHeading lead={session?.kind === "user" ? undefined : words.lead} title="Find your bill">
        {words.title}
      </PageHeading>
      <BillerSearch />
      {session?.kind === "anonymous" ? (
        <p>
          Do you pay here often? <Link to="/sign-in">Sign in</Link> or <Link to="/register">create an account</Link> to keep your bills and
          cards in one place.
        </p>
      ) : null}
      {session?.kind === "user" && homeOf(session) === "/bills" ? <Link to="/bills">See your bills</Link> : null}
    </>
  );
}
