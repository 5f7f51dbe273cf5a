import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { settingsQuery } from "@/features/biller-settings/api";
import { EditSettings } from "@/features/biller-settings/edit-settings";
import { SettingsFacts } from "@/features/biller-settings/settings-facts";
import { useBillerId, useMay } from "../use-biller";

export function SettingsPage() {
  const billerId = useBillerId();
  const mayChange = useMay("billers.manage");
  const mayMakeKeys = useMay("api_keys.manage");
  return (
    <>
      <PageHeading lead={mayChange ? undefined : "You can read them. An administrator of your biller can change them."}>Settings</PageHeading>
      {mayMakeKeys ? (
        <p>
          <Link to="/biller/api-keys">API keys</Link>
        </p>
      ) : null}
      {mayChange ? <EditSettings billerId={billerId} /> : <ReadSettings billerId={billerId} />}
    </>
  );
}

function ReadSettings({ billerId }: { billerId: string }) {
  const settings = useQuery(settingsQuery(billerId));
  if (settings.isPending) return <Loading label="Loading the settings" lines={8} />;
  if (settings.isError && !settings.data) return <Failure error={settings.error} what="the settings" onRetry={() => void settings.refetch()} />;
  return <SettingsFacts settings={settings.data} />;
}
