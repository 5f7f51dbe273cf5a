import { useInfiniteQuery } from "@tanstack/react-query";
import { billersQuery } from "@/features/billers-admin/api";

/** The owner in an account's id as people know it: a biller's name, or the id as it is. */
export function useOwnerName(): (owner: string) => string {
  const billers = useInfiniteQuery(billersQuery(undefined));
  const names = new Map(billers.data?.pages.flatMap((page) => page.data).map((biller) => [biller.id, biller.name]));
  return (owner) => names.get(owner) ?? owner;
}
