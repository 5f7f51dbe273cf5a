import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { ApiKeys } from "@/features/api-keys/api-keys";
import { useBillerId } from "../use-biller";

export function ApiKeysPage() {
  const billerId = useBillerId();
  return (
    <>
      <p>
        <Link to="/biller/settings">Settings</Link>
      </p>
      <PageHeading lead="For your own programs: each key does what you choose here, for your biller only.">API keys</PageHeading>
      <ApiKeys billerId={billerId} />
    </>
  );
}
