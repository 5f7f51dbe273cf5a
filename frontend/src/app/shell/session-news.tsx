import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import { SessionEnded } from "./session-ended";
import { SessionWatch } from "./session-watch";

/** Hears of the end of a person's session, and says so. */
export default function SessionNews() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <SessionEnded />
      {session?.kind === "user" ? <SessionWatch /> : null}
    </>
  );
}
