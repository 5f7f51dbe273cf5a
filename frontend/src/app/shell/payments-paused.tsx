import { useQuery } from "@tanstack/react-query";
import { serviceStatusQuery } from "@/api/service-status";

/** A calm sentence for payers, and for staff what is on; nothing while payments are taken. */
export function PaymentsPaused({ area }: { area: "payer" | "staff" }) {
  const { data } = useQuery(serviceStatusQuery);
  return (
    <div role="status">
      {data?.payments === "paused" ? <p className="paused">{area === "staff" ? "Emergency mode is on: no new payment begins. What is under way finishes." : data.words}</p> : null}
    </div>
  );
}
