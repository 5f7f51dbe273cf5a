import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider, type RegisteredRouter } from "@tanstack/react-router";

export function App({ queryClient, router }: { queryClient: QueryClient; router: RegisteredRouter }) {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
