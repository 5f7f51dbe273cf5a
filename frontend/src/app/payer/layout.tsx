import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { homeOf, sessionQuery } from "@/api/session";
import { AccountMenu } from "../shell/account-menu";
import { Shell } from "../shell/shell";

export function PayerLayout() {
  const { data: session } = useQuery(sessionQuery);
  const home = session?.kind === "user" ? homeOf(session) : null;
  let nav = undefined;
  if (session?.kind === "guest" || home === "/bills") {
    nav = (
      <>
        <Link to="/bills">Bills</Link>
        <Link to="/activity">Payments</Link>
        {session?.kind === "user" ? <Link to="/cards">Cards</Link> : null}
      </>
    );
  } else if (home !== null && home !== "/security") {
    nav = <Link to={home}>Back to your work</Link>;
  }
  return (
    <Shell area="payer" nav={nav} account={<AccountMenu />}>
      <Outlet />
    </Shell>
  );
}
