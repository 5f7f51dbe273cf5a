import { Link, Outlet } from "@tanstack/react-router";
import { AccountMenu } from "../shell/account-menu";
import { Shell } from "../shell/shell";
import "@/components/staff-area.css";
import { useMay } from "./use-may";

export function OperationsLayout() {
  const may = useMay();
  return (
    <Shell
      area="staff"
      account={<AccountMenu />}
      nav={
        <>
          <Link to="/operations" activeOptions={{ exact: true }}>
            Overview
          </Link>
          {may("compliance.read") ? <Link to="/operations/compliance">Compliance</Link> : null}
          {may("payments.read") ? <Link to="/operations/billers">Billers</Link> : null}
          {may("payments.read") ? <Link to="/operations/payments">Payments</Link> : null}
          {may("cash.load_files") ? <Link to="/operations/cash-files">Partner’s cash</Link> : null}
          {may("ledger.read") ? <Link to="/operations/ledger">Ledger</Link> : null}
          {may("audit.read") ? <Link to="/operations/audit">Audit log</Link> : null}
          {may("users.read") ? <Link to="/operations/users">Users</Link> : null}
          {may("approvals.read") ? <Link to="/operations/approvals">Approvals</Link> : null}
          {may("api_keys.read_all") ? <Link to="/operations/api-keys">API keys</Link> : null}
          {may("audit.read") ? <Link to="/operations/security">Security</Link> : null}
          {may("incidents.read") ? <Link to="/operations/incidents">Incidents</Link> : null}
          {may("schedule.read") ? <Link to="/operations/schedule">Schedule</Link> : null}
          {may("permissions.read") ? <Link to="/operations/permissions">Roles</Link> : null}
        </>
      }
    >
      <Outlet />
    </Shell>
  );
}
