import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { BillerEvents } from "@/components/biller-events";
import { ButtonLink } from "@/components/button";
import { PageHeading } from "@/components/page-heading";
import { AccountMenu } from "../shell/account-menu";
import { Shell } from "../shell/shell";
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
          <Outlet />
        </BillerEvents>
      )}
    </Shell>
  );
}
