import { useQuery } from "@tanstack/react-query";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { Panel } from "@/components/panel";
import { formatDateTime } from "@/lib/dates";
import { watchesQuery, type Watch } from "./api";

/** "witness example.org/w1" as "Witness example.org/w1". */
const title = (watch: Watch) => watch.name.charAt(0).toUpperCase() + watch.name.slice(1);

/** Who follows the log beside the commit, and what they found last. */
export function WatchesPanel() {
  const watches = useQuery(watchesQuery);
  if (watches.isPending) return <Loading label="Loading what the monitor found" />;
  if (watches.isError) return <Failure error={watches.error} what="what the monitor found" onRetry={() => void watches.refetch()} />;
  const { data } = watches.data;
  const problems = data.flatMap((watch) => watch.problems.map((problem) => `${title(watch)}: ${problem}`));
  return (
    <Panel label="Who watches">
      <h2>Who watches</h2>
      <p className="small quiet">The monitor derives every root and balance from the entries again. Witnesses compare each checkpoint with the last one they signed.</p>
      {problems.length > 0 ? (
        <Notice tone="bad" title="Log and ledger do not agree" live>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          <p>
            Change nothing. Keep the database as it is, and run <code>paymentus audit verify</code> and <code>paymentus ledger verify</code> for the full check.
          </p>
        </Notice>
      ) : null}
      {data.length === 0 ? (
        <p>Nobody has reported yet. The monitor runs in the worker and reports within a minute of its start.</p>
      ) : (
        <DataTable
          caption="Monitor and witnesses"
          columns={[
            { name: "Who", names: true, cell: title },
            {
              name: "Found",
              cell: (watch) =>
                watch.problems.length > 0 ? (
                  <Status shape="cross" tone="bad">{`${watch.problems.length} ${watch.problems.length === 1 ? "problem" : "problems"}`}</Status>
                ) : (
                  <Status shape="check" tone="good">All agrees</Status>
                ),
            },
            { name: "Entries followed", number: true, cell: (watch) => String(watch.size) },
            { name: "Reported", cell: (watch) => formatDateTime(watch.at) },
          ]}
          rows={data}
          rowKey={(watch) => watch.name}
        />
      )}
    </Panel>
  );
}
