import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/** Who runs this installation. It does not change while one looks. */
export const aboutQuery = queryOptions({
  queryKey: ["about"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/about", { signal })),
  staleTime: Infinity,
});
