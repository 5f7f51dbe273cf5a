import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { AlertLines } from "./alert-view";
import type { Alert, CaseFile, StoppedTransfer } from "./api";
import { CaseHistory } from "./case-history";
import { SaidStatus } from "./said-status";
import { caseStateSaid, clockWords, deadlineSaid, freezeWords, outcomeWords, prioritySaid, transferSaid } from "./words";
import "./compliance.css";

interface CaseViewProps {
  file: CaseFile;
  alertLink: (alert: Alert, words: string) => ReactNode;
  caseLink: (id: string) => ReactNode;
  /** What the audit log has about this case. */
  auditLink: ReactNode;
  /** What was drafted and filed in it. */
  filings: ReactNode;
}

/** The file: where it stands, what is due, the money, the alerts, everything that happened. */
export function CaseView({ file, alertLink, caseLink, auditLink, filings }: CaseViewProps) {
  const { case: it } = file;
  return (
    <>
      <section className="panel stack" aria-label="Where it stands">
        <Facts
          facts={[
            ["State", it.outcome ? `Decided: ${outcomeWords(it.outcome)}` : <SaidStatus key="state" said={caseStateSaid(it.state)} />],
            ["Priority", it.outcome ? null : <SaidStatus key="priority" said={prioritySaid(it.priority)} />],
            ["With", it.assignee ? (it.assignee.name ?? it.assignee.id) : "nobody"],
            ["Opened", <When key="opened" at={it.opened_at} />],
            ["Decided", it.decided_at ? <When key="decided" at={it.decided_at} /> : null],
            ["Frozen", file.freezes.map((freeze) => freezeWords(freeze.kind)).join("; ")],
            ["Party", <code key="party">{it.party_id}</code>],
            ["Audit log", auditLink],
          ]}
        />
      </section>
      <section className="stack" aria-labelledby="clocks">
        <h2 id="clocks">Deadlines</h2>
        {it.clocks.length === 0 ? <p>No report is due in this case.</p> : <Clocks file={file} />}
      </section>
      {filings}
      {file.transfers.length > 0 ? (
        <section className="stack" aria-labelledby="transfers">
          <h2 id="transfers">Money that was stopped</h2>
          <Transfers transfers={file.transfers} />
        </section>
      ) : null}
      <section className="stack" aria-labelledby="alerts">
        <h2 id="alerts">Alerts</h2>
        <AlertLines alerts={file.alerts} alertLink={alertLink} />
      </section>
      <section className="stack" aria-labelledby="history">
        <h2 id="history">What happened</h2>
        <CaseHistory file={file} />
      </section>
      {file.earlier.length > 0 ? (
        <section className="stack" aria-labelledby="earlier">
          <h2 id="earlier">Other cases about them</h2>
          <ul className="stack-tight">
            {file.earlier.map((other) => (
              <li key={other.id}>
                {caseLink(other.id)}, {other.outcome ? outcomeWords(other.outcome).toLowerCase() : caseStateSaid(other.state).words.toLowerCase()}, opened <When at={other.opened_at} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Clocks({ file }: { file: CaseFile }) {
  return (
    <DataTable
      caption="Reports that may be due"
      captionHidden
      columns={[
        { name: "Report", names: true, cell: (clock) => clockWords(clock.kind) },
        { name: "Due", cell: (clock) => formatDate(clock.due) },
        {
          name: "Left",
          cell: (clock) => {
            if (clock.days_left !== null) return <SaidStatus said={deadlineSaid(clock.days_left)} />;
            return clock.end === "met" ? <SaidStatus said={{ shape: "check", tone: "good", words: `Made: ${clock.reference}` }} /> : "none is due";
          },
        },
        { name: "Since", cell: (clock) => <When at={clock.began_at} /> },
      ]}
      rows={file.case.clocks}
      rowKey={(clock) => `${clock.kind} ${clock.began_at}`}
    />
  );
}

function Transfers({ transfers }: { transfers: readonly StoppedTransfer[] }) {
  return (
    <DataTable
      caption="Transfers, oldest first"
      captionHidden
      columns={[
        { name: "To", names: true, cell: (transfer) => transfer.receivers.join(", ") },
        { name: "Amount", number: true, cell: (transfer) => formatMoney({ amount_minor: transfer.amount_minor, currency: transfer.currency }) },
        { name: "State", cell: (transfer) => <SaidStatus said={transferSaid(transfer.state)} /> },
        { name: "Asked for", cell: (transfer) => <When at={transfer.at} /> },
        { name: "Id", cell: (transfer) => <code>{transfer.transfer_id}</code> },
      ]}
      rows={transfers}
      rowKey={(transfer) => transfer.transfer_id}
    />
  );
}
