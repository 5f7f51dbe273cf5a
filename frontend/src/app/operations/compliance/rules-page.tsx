import { getRouteApi, Link } from "@tanstack/react-router";
import { ButtonLink } from "@/components/button";
import { FilterLinks } from "@/components/filters";
import { PageHeading } from "@/components/page-heading";
import { profileWords, RuleList } from "@/features/compliance/rule-list";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";
import { profiles } from "./filters";

const route = getRouteApi("/operations/compliance/rules");

export function RulesPage() {
  const { profile } = route.useSearch();
  const may = useMay();
  return (
    <DeskFrame>
      <div className="row-between">
        <PageHeading lead="What transfers are judged by. Two people change it, and only after it was run over the past.">Monitoring rules</PageHeading>
        {may("compliance.work") ? (
          <ButtonLink to="/operations/compliance/rules/change" search={{ profile }}>
            Change the rules
          </ButtonLink>
        ) : null}
      </div>
      <FilterLinks label="Rules for a">
        {profiles.map((one) => (
          <Link key={one} to="/operations/compliance/rules" search={{ profile: one }} activeOptions={{ exact: true }}>
            {profileWords(one)}
          </Link>
        ))}
      </FilterLinks>
      <RuleList profile={profile} approvals={<Link to="/operations/approvals">Approvals</Link>} />
    </DeskFrame>
  );
}
