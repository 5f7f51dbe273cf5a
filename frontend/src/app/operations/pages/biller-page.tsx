import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { CopyText } from "@/components/copy-text";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { ApiKeys } from "@/features/api-keys/api-keys";
import { settingsQuery } from "@/features/biller-settings/api";
import { EditSettings } from "@/features/biller-settings/edit-settings";
import { SettingsFacts } from "@/features/biller-settings/settings-facts";
import { oneBillerQuery } from "@/features/billers-admin/api";
import { useMay } from "../use-may";

const route = getRouteApi("/operations/billers/$billerId");

export function BillerPage() {
  const { billerId } = route.useParams();
  const may = useMay();
  const biller = useQuery(oneBillerQuery(billerId));
  if (biller.isPending) return <Loading label="Loading the biller" lines={8} />;
  if (biller.isError && !biller.data) {
    return (
      <>
        <PageHeading>Biller</PageHeading>
        <Failure error={biller.error} what="this biller" onRetry={() => void biller.refetch()} />
        <p>
          <Link to="/operations/billers">All billers</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <p>
        <Link to="/operations/billers">All billers</Link>
      </p>
      <PageHeading>{biller.data.name}</PageHeading>
      <div className="row">
        <CopyText text={billerId} what="the biller id" />
        {may("payments.read") ? (
          <ButtonLink to="/operations/payments" search={{ biller: billerId }}>
            Payments
          </ButtonLink>
        ) : null}
        {may("ledger.read") ? (
          <ButtonLink to="/operations/ledger/account" search={{ id: `biller_payable/${billerId}/${biller.data.currency}` }}>
            What it is owed
          </ButtonLink>
        ) : null}
      </div>
      {may("api_keys.manage") ? (
        <details>
          <summary>API keys</summary>
          <div className="stack">
            <ApiKeys billerId={billerId} />
          </div>
        </details>
      ) : null}
      {may("billers.manage") ? <EditSettings key={billerId} billerId={billerId} /> : <ReadSettings billerId={billerId} />}
    </>
  );
}

function ReadSettings({ billerId }: { billerId: string }) {
  const settings = useQuery(settingsQuery(billerId));
  if (settings.isPending) return <Loading label="Loading the settings" lines={8} />;
  if (settings.isError && !settings.data) return <Failure error={settings.error} what="the settings" onRetry={() => void settings.refetch()} />;
  return <SettingsFacts settings={settings.data} />;
}
