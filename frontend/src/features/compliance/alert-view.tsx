import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { formatMoney } from "@/lib/money";
import type { Alert, AlertDetail, StoppedTransfer } from "./api";
import { figuresOf, hitsOf, listVersionOf, movementsOf, stepsOf } from "./evidence";
import { HitReview } from "./hit-review";
import { MoneyPath } from "./money-path";
import { MovementsPicture } from "./movements-picture";
import { SaidStatus } from "./said-status";
import { alertStateSaid, codeWords, freezeWords, transferSaid, verdictSaid } from "./words";
import "./compliance.css";

/** An alert as an officer judges it: what was found, the money it stopped, the evidence drawn. */
export function AlertView({ detail, caseLink, alertLink }: { detail: AlertDetail; caseLink: (id: string) => ReactNode; alertLink: (alert: Alert, words: string) => ReactNode }) {
  const { alert, transfer } = detail;
  const hits = hitsOf(alert.evidence);
  return (
    <>
      <section className="panel stack" aria-label="What was found">
        <p className="alert-words">{alert.words}</p>
        <Facts
          facts={[
            ["Rule", codeWords(alert.code)],
            ["Score", String(alert.score)],
            ["Money", <SaidStatus key="verdict" said={verdictSaid(alert.verdict)} />],
            ["State", <SaidStatus key="state" said={alertStateSaid(alert.state)} />],
            ["Noticed", <When key="at" at={alert.at} />],
            ["Case", alert.case_id ? caseLink(alert.case_id) : "none yet"],
            ["Decided by", detail.decided_by ? (detail.decided_by.name ?? detail.decided_by.id) : null],
            ["Why", detail.reason],
            ["Frozen", detail.freezes.map((freeze) => freezeWords(freeze.kind)).join("; ")],
          ]}
        />
      </section>
      {hits.length > 0 ? <HitReview key={alert.id} asked={alert.party_name} hits={hits} listVersion={listVersionOf(alert.evidence)} /> : null}
      {transfer ? <TransferFacts transfer={transfer} /> : null}
      <Evidence alert={alert} currency={transfer?.currency ?? "USD"} />
      {detail.related.length > 0 ? (
        <section className="stack" aria-labelledby="related">
          <h2 id="related">Other alerts about them</h2>
          <AlertLines alerts={detail.related} alertLink={alertLink} />
        </section>
      ) : null}
    </>
  );
}

export function AlertLines({ alerts, alertLink }: { alerts: readonly Alert[]; alertLink: (alert: Alert, words: string) => ReactNode }) {
  return (
    <DataTable
      caption="Alerts, newest first"
      captionHidden
      columns={[
        { name: "Rule", names: true, cell: (alert) => alertLink(alert, codeWords(alert.code)) },
        { name: "What was found", cell: (alert) => <span className="queue-words">{alert.words}</span> },
        { name: "Money", cell: (alert) => <SaidStatus said={verdictSaid(alert.verdict)} /> },
        { name: "State", cell: (alert) => <SaidStatus said={alertStateSaid(alert.state)} /> },
        { name: "When", cell: (alert) => <When at={alert.at} /> },
      ]}
      rows={alerts}
      rowKey={(alert) => alert.id}
    />
  );
}

function TransferFacts({ transfer }: { transfer: StoppedTransfer }) {
  return (
    <section className="panel stack" aria-label="The transfer">
      <h2>The transfer</h2>
      <Facts
        facts={[
          ["State", <SaidStatus key="state" said={transferSaid(transfer.state)} />],
          ["Amount", formatMoney({ amount_minor: transfer.amount_minor, currency: transfer.currency })],
          ["To", transfer.receivers.join(", ")],
          ["By", transfer.channel],
          ["Asked for", <When key="at" at={transfer.at} />],
          ["Decided by", transfer.decided_by ? (transfer.decided_by.name ?? transfer.decided_by.id) : null],
          ["Id", <code key="id">{transfer.transfer_id}</code>],
        ]}
      />
    </section>
  );
}

function Evidence({ alert, currency }: { alert: Alert; currency: string }) {
  const movements = movementsOf(alert.evidence);
  const steps = stepsOf(alert.evidence);
  const figures = figuresOf(alert.evidence);
  if (movements.length === 0 && steps.length === 0 && figures.length === 0) return null;
  const nameOf = (party: string) => (party === alert.party_id ? alert.party_name || party : party);
  return (
    <section className="panel stack" aria-labelledby="evidence">
      <h2 id="evidence">What it rests on</h2>
      {movements.length > 0 ? <MovementsPicture movements={movements} currency={currency} /> : null}
      {steps.length > 0 ? <MoneyPath steps={steps} me={alert.party_id} nameOf={nameOf} currency={currency} /> : null}
      {figures.length > 0 ? (
        <Facts
          facts={figures.map(({ name, value, isAmount }) => [name, isAmount && typeof value === "number" ? formatMoney({ amount_minor: value, currency }) : String(value)] as const)}
        />
      ) : null}
    </section>
  );
}
