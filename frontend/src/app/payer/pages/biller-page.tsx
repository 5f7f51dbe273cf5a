import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { billerQuery } from "@/api/billers";
import { Problem } from "@/api/problem";
import { homeOf, sessionQuery } from "@/api/session";
import { ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { FindBillForm } from "@/features/bills/find-bill-form";
import { words } from "@/features/bills/words";
import { SupportLines } from "@/components/support-lines";

const route = getRouteApi("/payer/b/$slug");

export function BillerPage() {
  const { slug } = route.useParams();
  const biller = useQuery(billerQuery(slug));
  const { data: session } = useQuery(sessionQuery);
  const text = words.find;

  if (biller.isPending) return <Loading label={text.loading} />;
  if (biller.isError) {
    if (biller.error instanceof Problem && biller.error.status === 404) {
      return (
        <>
          <PageHeading lead={text.unknown}>{text.unknownTitle}</PageHeading>
          <div>
            <ButtonLink to="/">{text.chooseBiller}</ButtonLink>
          </div>
        </>
      );
    }
    return (
      <>
        <PageHeading>{text.chooseBiller}</PageHeading>
        <Failure error={biller.error} what={text.what} onRetry={() => void biller.refetch()} />
      </>
    );
  }

  const link = session?.kind === "user" && homeOf(session) === "/bills";
  const { name, support } = biller.data;
  return (
    <>
      <PageHeading lead={text.lead} title={name}>
        {link ? text.linkTitle(name) : text.title(name)}
      </PageHeading>
      <FindBillForm key={biller.data.id} biller={biller.data} link={link} />
      <section className="stack-tight">
        <h2>{text.help}</h2>
        <SupportLines before={text.call(name)} support={support} />
        <p>
          <Link to="/">{text.other}</Link>
        </p>
      </section>
    </>
  );
}
