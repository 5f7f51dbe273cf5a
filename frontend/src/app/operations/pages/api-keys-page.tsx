import { Link } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { AllKeys } from "@/features/api-keys/all-keys";

export function ApiKeysPage() {
  return (
    <>
      <PageHeading lead="Of all billers. A key is made and revoked on its biller's page.">API keys</PageHeading>
      <AllKeys
        billerLink={(key) => (
          <Link to="/operations/billers/$billerId" params={{ billerId: key.biller_id }}>
            {key.biller_name ?? key.biller_id}
          </Link>
        )}
        eventsLink={(key) => (
          <Link to="/operations/security" search={{ subject: key.id }} aria-label={`Show security events of ${key.name}`}>
            Show
          </Link>
        )}
      />
    </>
  );
}
