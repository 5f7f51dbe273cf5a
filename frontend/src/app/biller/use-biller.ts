import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import { oneBillerQuery } from "@/features/billers-admin/api";

/** The biller the signed-in person works for. The layout shows pages only to people who have one. */
export function useBillerId(): string {
  const { data: session } = useQuery(sessionQuery);
  return session?.user?.biller_id ?? "";
}

export function useMay(permission: string): boolean {
  const { data: session } = useQuery(sessionQuery);
  return session?.permissions.includes(permission) ?? false;
}

/** Name, currency and zone of that biller. */
export function useBiller() {
  const billerId = useBillerId();
  return useQuery({ ...oneBillerQuery(billerId), enabled: billerId !== "" });
}
