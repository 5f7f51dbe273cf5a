import { DataTable } from "@/components/data-table";
import { Panel } from "@/components/panel";
import { When } from "@/components/when";
import type { ReactNode } from "react";
import type { BackTest } from "./rules-api";
import { WasWouldChart, type DayPair } from "./was-would-chart";
import { codeWords } from "./words";

type Example = BackTest["new"][number];

/** Every day of the period, the quiet ones too: a chart that leaves them out lies about time. */
export function pairsOf(days: BackTest["days"], first: string, last: string): DayPair[] {
  const pairs: DayPair[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const of = days.filter((one) => one.day === day);
    pairs.push({ day, was: of.reduce((sum, one) => sum + one.was, 0), would: of.reduce((sum, one) => sum + one.would, 0) });
  }
  return pairs;
}

/** What changed rules would have flagged beside what was flagged. */
export function BackTestResult({ done, first, last, transferLink }: { done: BackTest; first: string; last: string; transferLink: (example: Example) => ReactNode }) {
  const rows = done.rules.filter(({ was, would }) => was > 0 || would > 0);
  const all = { was: rows.reduce((sum, row) => sum + row.was, 0), would: rows.reduce((sum, row) => sum + row.would, 0) };
  return (
    <Panel label="What it would have flagged">
      <h3>What it would have flagged</h3>
      <p>
        {done.transfers} transfers: {all.was} alerts were raised, {all.would} would have been. {done.held_would} {done.held_would === 1 ? "transfer" : "transfers"} would have been held.
      </p>
      <WasWouldChart days={pairsOf(done.days, first, last)} />
      {rows.length === 0 ? (
        <p>Neither set of rules flags anything in these days.</p>
      ) : (
        <DataTable
          caption="By rule"
          columns={[
            { name: "Rule", names: true, cell: (row) => codeWords(row.code) },
            { name: "Was", number: true, cell: (row) => row.was },
            { name: "Would", number: true, cell: (row) => row.would },
            { name: "Difference", number: true, cell: (row) => (row.would > row.was ? `+${row.would - row.was}` : String(row.would - row.was)) },
          ]}
          rows={rows}
          rowKey={(row) => row.code}
        />
      )}
      <Examples title="Newly flagged, for example" rows={done.new} transferLink={transferLink} />
      <Examples title="No longer flagged, for example" rows={done.gone} transferLink={transferLink} />
    </Panel>
  );
}

function Examples({ title, rows, transferLink }: { title: string; rows: readonly Example[]; transferLink: (example: Example) => ReactNode }) {
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {rows.length}
      </summary>
      <DataTable
        caption={title}
        captionHidden
        columns={[
          { name: "Transfer", names: true, cell: transferLink },
          { name: "When", cell: (row) => <When at={row.at} /> },
          { name: "Rule", cell: (row) => codeWords(row.code) },
          { name: "Party", cell: (row) => <code>{row.party_id}</code> },
          { name: "In words", cell: (row) => row.words },
        ]}
        rows={rows}
        rowKey={(row) => `${row.transfer_id} ${row.code}`}
      />
    </details>
  );
}
