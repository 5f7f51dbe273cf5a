import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { accountWords } from "@/components/ledger-entry";
import { PageHeading } from "@/components/page-heading";
import { Statement } from "@/features/ledger/statement";
import { useMay } from "../use-may";
import { useOwnerName } from "../use-owner-name";
import { MomentForm } from "./moment-form";

const route = getRouteApi("/operations/ledger/account");

export function AccountPage() {
  const { id, ...moment } = route.useSearch();
  const ownerName = useOwnerName();
  const navigate = useNavigate({ from: "/operations/ledger/account" });
  const may = useMay();
  if (id === undefined) {
    return (
      <>
        <PageHeading>Account</PageHeading>
        <p>
          The address names no account. <Link to="/operations/ledger">All accounts</Link>
        </p>
      </>
    );
  }
  const words = accountWords(id);
  return (
    <>
      <p>
        <Link to="/operations/ledger" search={moment}>
          All accounts
        </Link>
      </p>
      <PageHeading title={words.name}>
        {words.name}: {ownerName(words.owner)}
      </PageHeading>
      <MomentForm
        moment={moment}
        onApply={(search) => void navigate({ search: { id, ...search } })}
        clear={
          moment.asOf ? (
            <Link to="/operations/ledger/account" search={{ id }}>
              Balance now
            </Link>
          ) : null
        }
      />
      <Statement
        ownerName={ownerName}
        key={id}
        accountId={id}
        moment={{ asOf: moment.asOf, by: moment.by ?? "effective" }}
        subjectLink={(entry) =>
          entry.subject.startsWith("pay_") && may("payments.read") ? (
            <Link to="/operations/payments/$paymentId" params={{ paymentId: entry.subject }}>
              <code>{entry.subject}</code>
            </Link>
          ) : (
            <code>{entry.subject}</code>
          )
        }
      />
    </>
  );
}
