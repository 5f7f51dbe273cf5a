import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { BillerEvents } from "@/components/biller-events";
import { ButtonLink } from "@/components/button";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { ShownIn } from "@/components/when";
import { AccountMenu } from "../shell/account-menu";
import { Shell } from "../shell/shell";
import { useBiller } from "./use-biller";
import "@/components/staff-area.css";

export function BillerLayout() {
  const { data: session } = useQuery(sessionQuery);
  const billerId = session?.user?.biller_id ?? null;
  const may = (permission: string) => session?.permissions.includes(permission) ?? false;
  return (
    <Shell
      area="staff"
      account={<AccountMenu />}
      nav={
        billerId === null ? undefined : (
          <>
            <Link to="/biller" activeOptions={{ exact: true }}>
              Today
            </Link>
            {may("payments.read") ? <Link to="/biller/payments">Payments</Link> : null}
            {may("bills.read") ? <Link to="/biller/bills">Bills</Link> : null}
            {may("cash.take") ? <Link to="/biller/till">Cash till</Link> : null}
            {may("bills.import") ? <Link to="/biller/bill-files">Bill files</Link> : null}
            {may("billers.read_settings") ? <Link to="/biller/settings">Settings</Link> : null}
          </>
        )
      }
    >
      {billerId === null ? (
        <>
          <PageHeading lead="These pages show the bills and payments of one biller, to the people who work for it.">You do not work for one biller</PageHeading>
          <div>
            <ButtonLink to="/operations">Go to operations</ButtonLink>
          </div>
        </>
      ) : (
        <BillerEvents billerId={billerId}>
          <BillersZone />
        </BillerEvents>
      )}
    </Shell>
  );
}

/** The pages, with every moment in the biller's zone. Without it, each one would jump once the zone is known. */
function BillersZone() {
  const biller = useBiller();
  if (biller.isPending) return <Loading label="Loading your desk" lines={8} />;
  return (
    <ShownIn zone={biller.data?.time_zone}>
      <Outlet />
    </ShownIn>
  );
}
