import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { savedCardsQuery } from "@/api/payment-methods";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { AddCard, CardSetupResult } from "@/features/payment-methods/add-card";
import { CardList } from "@/features/payment-methods/card-list";
import { words } from "@/features/payment-methods/words";

const route = getRouteApi("/payer/cards");

export function CardsPage() {
  const { setup } = route.useSearch();
  const cards = useQuery(savedCardsQuery);
  return (
    <>
      <PageHeading lead={words.lead}>{words.title}</PageHeading>
      {setup === undefined ? null : <CardSetupResult setupId={setup} />}
      {cards.isPending ? <Loading label={words.loading} /> : null}
      {cards.isError ? <Failure error={cards.error} what={words.what} onRetry={() => void cards.refetch()} /> : null}
      {cards.data ? <CardList cards={cards.data.data} /> : null}
      <AddCard />
    </>
  );
}
