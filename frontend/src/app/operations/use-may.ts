import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";

export function useMay(): (permission: string) => boolean {
  const { data: session } = useQuery(sessionQuery);
  return (permission) => session?.permissions.includes(permission) ?? false;
}
