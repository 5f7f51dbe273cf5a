import { Outlet } from "@tanstack/react-router";
import { AccountMenu } from "../shell/account-menu";
import { Shell } from "../shell/shell";

export function BillerLayout() {
  return (
    <Shell area="staff" account={<AccountMenu />}>
      <Outlet />
    </Shell>
  );
}
