import { useQueryClient } from "@tanstack/react-query";
import { secondFactorsQuery, type Enrolled } from "./second-factors-api";
import { sessionQuery } from "@/api/session";

/** After a second factor came or went: what is shown of it is read again, and what the person may do now is known. */
export function useFactorChange(): (enrolled?: Enrolled) => Promise<void> {
  const queryClient = useQueryClient();
  return async (enrolled) => {
    if (enrolled) queryClient.setQueryData(sessionQuery.queryKey, enrolled.session);
    await queryClient.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
  };
}
