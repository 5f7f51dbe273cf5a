import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import { PaymentsPaused } from "./payments-paused";
import { SessionEnded } from "./session-ended";
import { SessionWatch } from "./session-watch";

/** Hears of the end of a person's session and of stopped payments, and says so. */
export default function SessionNews({ area }: { area: "payer" | "staff" }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      {/* One row of the shell's grid, whatever there is to say. */}
      <div>
        <PaymentsPaused area={area} />
        <SessionEnded />
      </div>
      {session?.kind === "user" ? <SessionWatch /> : null}
    </>
  );
}
