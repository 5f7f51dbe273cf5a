import { useQuery } from "@tanstack/react-query";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Facts } from "@/components/panel";
import { aboutQuery } from "./api";

/** The company's name within a sentence; "we" until it is there. */
export function CompanyName() {
  const { data } = useQuery(aboutQuery);
  return <>{data?.company_name ?? "we"}</>;
}

/** Whom to write to. */
export function CompanyContact({ about }: { about: "support" | "privacy" }) {
  const company = useQuery(aboutQuery);
  if (company.isPending) return <Loading label="Loading the address" lines={3} />;
  if (company.isError) return <Failure error={company.error} what="the address" onRetry={() => void company.refetch()} />;
  const email = about === "privacy" ? company.data.privacy_contact : company.data.support_email;
  return (
    <Facts
      facts={[
        ["Company", company.data.company_name],
        ["Address", company.data.company_address],
        ["Email", email.includes("@") ? <a key="email" href={`mailto:${email}`}>{email}</a> : email],
        ["Telephone", company.data.support_phone],
      ]}
    />
  );
}
