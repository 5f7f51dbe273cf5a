import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PageHeading } from "@/components/page-heading";
import { ChangeRules } from "@/features/compliance/change-rules";
import { SaidLine } from "@/features/compliance/said-line";
import { useDeskChange } from "@/features/compliance/use-desk-change";
import { useMay } from "../use-may";
import { DeskFrame } from "./desk-frame";

const route = getRouteApi("/operations/compliance/rules/change");

export function ChangeRulesPage() {
  const { profile, rule } = route.useSearch();
  const navigate = useNavigate({ from: "/operations/compliance/rules/change" });
  const may = useMay();
  const { said, done } = useDeskChange();
  return (
    <DeskFrame>
      <p>
        <Link to="/operations/compliance/rules" search={{ profile }}>
          Monitoring rules
        </Link>
      </p>
      <PageHeading lead="Nothing changes until another officer has approved it.">Change the rules</PageHeading>
      <SaidLine said={said} more={<Link to="/operations/approvals">See it among the approvals</Link>} />
      <ChangeRules
        profile={profile}
        chosen={rule}
        onChoose={(code) => void navigate({ search: (before) => ({ ...before, rule: code }), replace: true })}
        mayDecide={may("compliance.decide")}
        transferLink={(example) =>
          example.transfer_id.startsWith("pay_") ? (
            <Link to="/operations/payments/$paymentId" params={{ paymentId: example.transfer_id }}>
              {example.transfer_id}
            </Link>
          ) : (
            <code>{example.transfer_id}</code>
          )
        }
        onProposed={(words) => done(`Proposed: ${words}`)}
      />
    </DeskFrame>
  );
}
