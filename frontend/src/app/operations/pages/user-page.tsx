import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CopyText } from "@/components/copy-text";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { billersQuery } from "@/features/billers-admin/api";
import { roleWords } from "@/features/permissions/role-words";
import { EventTable } from "@/features/security-events/event-table";
import { personQuery, type Person } from "@/features/users/api";
import { PersonState } from "@/features/users/people-table";
import { PersonActs } from "@/features/users/person-acts";
import { PersonSignIn } from "@/features/users/person-sign-in";
import { useMay } from "../use-may";

const route = getRouteApi("/operations/users/$userId");

export function UserPage() {
  const { userId } = route.useParams();
  const may = useMay();
  const person = useQuery(personQuery(userId));
  const back = (
    <p>
      <Link to="/operations/users">All users</Link>
    </p>
  );
  if (person.isPending) return <Loading label="Loading this person" lines={8} />;
  if (person.isError && !person.data) {
    return (
      <>
        {back}
        <PageHeading>User</PageHeading>
        <Failure error={person.error} what="this person" onRetry={() => void person.refetch()} />
      </>
    );
  }
  return (
    <>
      {back}
      <PageHeading>{person.data.full_name}</PageHeading>
      <PersonFacts person={person.data} />
      <section className="stack" aria-labelledby="sign-in">
        <h2 id="sign-in">Signing in</h2>
        <PersonSignIn userId={userId} mayEnd={may("users.manage")} />
      </section>
      {may("users.manage") ? (
        <section className="stack" aria-labelledby="acts">
          <h2 id="acts">What you can do</h2>
          <Acts person={person.data} />
        </section>
      ) : null}
      {may("audit.read") ? (
        <section className="stack" aria-labelledby="events">
          <h2 id="events">Security events</h2>
          <EventTable
            filters={{ subject: userId }}
            entryLink={(event) => (
              <Link to="/operations/audit/verify" search={{ index: event.index }} aria-label={`Entry ${event.index}, verify it`}>
                {event.index}
              </Link>
            )}
          />
        </section>
      ) : null}
    </>
  );
}

function PersonFacts({ person }: { person: Person }) {
  return (
    <Facts
      facts={[
        ["Email", person.email],
        ["Role", roleWords(person.role)],
        ["Biller", person.biller_name],
        ["State", <PersonState key="state" status={person.status} />],
        ["Since", <When key="since" at={person.created_at} />],
        ["Id", <CopyText key="id" text={person.id} what="the user id" />],
      ]}
    />
  );
}

function Acts({ person }: { person: Person }) {
  const billers = useInfiniteQuery(billersQuery(undefined));
  return (
    <PersonActs
      person={person}
      roleWords={roleWords}
      billers={billers.data?.pages.flatMap((page) => page.data) ?? []}
      queueLink={<Link to="/operations/approvals">Approvals</Link>}
    />
  );
}
