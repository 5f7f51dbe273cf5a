import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Facts, Panel } from "@/components/panel";
import { When } from "@/components/when";
import { fetchLists, listsQuery, type Lists, type ListVersion } from "./lists-api";
import { ageWords, countWords, freshness, partiesWords, rescreeningSaid, rescreeningWords } from "./list-words";
import { SaidStatus } from "./said-status";

/** Which list is screened by, how old it is, and what each version before it changed. */
export function ListStatus({ mayDecide, onFetched }: { mayDecide: boolean; onFetched: (words: string) => void }) {
  const lists = useQuery(listsQuery);
  const fetching = useMutation({
    mutationFn: fetchLists,
    onSuccess: ({ is_new: isNew, version }) => onFetched(isNew ? `Version ${version.number} is in force now. Customers are being screened against what is new.` : "Looked: the source has the list that is in force."),
  });
  if (lists.isPending) return <Loading label="Loading the lists" lines={8} />;
  if (lists.isError && !lists.data) return <Failure error={lists.error} what="the lists" onRetry={() => void lists.refetch()} />;
  const [newest, ...earlier] = lists.data.data;
  return (
    <>
      <AgeNotice lists={lists.data} now={lists.dataUpdatedAt} />
      {newest ? <InForce version={newest} now={lists.dataUpdatedAt} /> : null}
      {mayDecide ? (
        <div className="stack-tight">
          <div>
            <Button busy={fetching.isPending} busyText="Looking" onClick={() => fetching.mutate()}>
              Look for a new list now
            </Button>
          </div>
          {fetching.isError ? (
            <Notice tone="bad" live>
              <p>{sentenceFor(fetching.error)} The list in force stays in force.</p>
            </Notice>
          ) : null}
        </div>
      ) : null}
      <section className="stack" aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        {newest ? <Versions rows={[newest, ...earlier]} /> : <p>No list has been taken yet.</p>}
      </section>
    </>
  );
}

function AgeNotice({ lists, now }: { lists: Lists; now: number }) {
  const [newest] = lists.data;
  const hours = `${lists.max_age_hours} hours`;
  if (lists.by_remote_service) {
    return (
      <Notice title="A remote service screens">
        <p>Names are judged by the service’s own lists. The lists below are fetched too, and decide nothing while the service is set.</p>
      </Notice>
    );
  }
  const state = freshness(lists, now);
  if (state === "none" || !newest) {
    return (
      <Notice tone="bad" title="There is no list">
        <p>Nobody can be screened, so payments are stopped on the safe side. Check where lists come from, then look again.</p>
      </Notice>
    );
  }
  if (state === "too_old") {
    return (
      <Notice tone="bad" title="The list is too old">
        <p>
          Its source was last seen {ageWords(newest.confirmed_at, now)} ago, and {hours} is the most. Payments are stopped on the safe side until the source answers.
        </p>
      </Notice>
    );
  }
  if (state === "late") {
    return (
      <Notice tone="warn" title="The list has not been looked at for a while">
        <p>
          Its source was last seen {ageWords(newest.confirmed_at, now)} ago; it is asked every hour. After {hours} payments are stopped on the safe side.
        </p>
      </Notice>
    );
  }
  return null;
}

function InForce({ version, now }: { version: ListVersion; now: number }) {
  return (
    <Panel label="In force">
      <h2>In force: version {version.number}</h2>
      <Facts
        facts={[
          ["Entries", `${countWords(Object.values(version.parties).reduce((sum, count) => sum + count, 0))} (${partiesWords(version)})`],
          ["Names, with aliases", countWords(version.names)],
          ["Taken", <When key="taken" at={version.loaded_at} />],
          ["Last looked", <span key="seen"><When at={version.confirmed_at} />, {ageWords(version.confirmed_at, now)} ago</span>],
          ["From", version.source],
          ["Customers screened again", <Rescreening key="again" version={version} />],
          ["Fingerprint", <code key="hash" className="list-hash">{version.hash}</code>],
        ]}
      />
      {version.problems === 0 ? null : (
        <details>
          <summary>{version.problems === 1 ? "1 row could not be read whole" : `${countWords(version.problems)} rows could not be read whole`}</summary>
          <p className="small">What could be read of them is screened by: no name was dropped.</p>
          <ul className="stack-tight">
            {version.problem_words.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

const Rescreening = ({ version }: { version: ListVersion }) => (
  <span>
    <SaidStatus said={rescreeningSaid(version)} /> {rescreeningWords(version)}
  </span>
);

function Versions({ rows }: { rows: readonly ListVersion[] }) {
  return (
    <DataTable
      caption="Versions, newest first"
      captionHidden
      columns={[
        { name: "Version", names: true, cell: (row) => String(row.number) },
        { name: "Taken", cell: (row) => <When at={row.loaded_at} /> },
        { name: "Entries", number: true, cell: (row) => countWords(Object.values(row.parties).reduce((sum, count) => sum + count, 0)) },
        { name: "Added", number: true, cell: (row) => countWords(row.added) },
        { name: "Changed", number: true, cell: (row) => countWords(row.changed) },
        { name: "Removed", number: true, cell: (row) => countWords(row.removed) },
        { name: "Customers screened again", cell: (row) => <Rescreening version={row} /> },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
    />
  );
}
