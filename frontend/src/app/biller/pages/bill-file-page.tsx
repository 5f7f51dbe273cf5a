import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useBillerEvents } from "@/components/biller-events";
import { Failure } from "@/components/failure";
import { FilterLinks } from "@/components/filters";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { Facts, Panel } from "@/components/panel";
import { When } from "@/components/when";
import { billFileQuery } from "@/features/bill-files/api";
import { bytesInWords, countText, isFinished, reasonInWords, type BillFile } from "@/features/bill-files/bill-file";
import { FileCounts, FileOutcome, FileProgress } from "@/features/bill-files/file-progress";
import { FileStatus } from "@/features/bill-files/file-status";
import { ProblemsTable } from "@/features/bill-files/problems-table";
import { useBillerId } from "../use-biller";

const route = getRouteApi("/biller/bill-files/$fileId");

/** While a file is being read it is asked for every second: events may be late, and the bar should move. */
const POLL_MILLISECONDS = 1_000;

export function BillFilePage() {
  const { fileId } = route.useParams();
  const billerId = useBillerId();
  const file = useQuery({
    ...billFileQuery(billerId, fileId),
    refetchInterval: (query) => (query.state.data && isFinished(query.state.data) ? false : POLL_MILLISECONDS),
  });
  useBillerEvents(["bill_file", "poll"], () => void file.refetch());
  if (file.isPending) return <Loading label="Loading the file" lines={8} />;
  if (file.isError && !file.data) {
    return (
      <>
        <PageHeading>Bill file</PageHeading>
        <Failure error={file.error} what="this file" onRetry={() => void file.refetch()} />
        <p>
          <Link to="/biller/bill-files">All bill files</Link>
        </p>
      </>
    );
  }
  const { data } = file;
  return (
    <>
      <p>
        <Link to="/biller/bill-files">All bill files</Link>
      </p>
      <PageHeading title={`Bill file ${data.file_name}`}>{data.file_name}</PageHeading>
      <FileProgress file={data} at={file.dataUpdatedAt} />
      <FileOutcome file={data} />
      <FileCounts file={data} />
      <Panel label="Facts">
        <Facts
          facts={[
            ["Status", <FileStatus key="status" file={data} />],
            ["What it does", data.mode === "replace" ? "Replaces all open bills" : "Adds and changes bills"],
            ["Size", bytesInWords(data.bytes_total)],
            ["Rows", countText(data.rows_total ?? data.rows_done)],
            ["Sent", <When key="sent" at={data.created_at} />],
            ["Done", data.finished_at ? <When key="done" at={data.finished_at} /> : null],
          ]}
        />
      </Panel>
      {data.status === "done" && data.rejected === 0 ? (
        <p>
          <Link to="/biller/bills">See the bills</Link>
        </p>
      ) : null}
      {data.rejected > 0 ? <WrongRows file={data} /> : null}
    </>
  );
}

function WrongRows({ file }: { file: BillFile }) {
  const { reason } = route.useSearch();
  const billerId = useBillerId();
  const reasons = Object.entries(file.problems_by_reason).toSorted(([, a], [, b]) => b - a);
  return (
    <section className="stack" aria-label="Rows that were not taken">
      {reasons.length > 1 ? (
        <FilterLinks label="Reason">
          <Link from="/biller/bill-files/$fileId" to="." search={{ reason: undefined }} activeOptions={{ exact: true }} resetScroll={false}>
            All
          </Link>
          {reasons.map(([code, count]) => (
            <Link key={code} from="/biller/bill-files/$fileId" to="." search={{ reason: code }} activeOptions={{ exact: true }} resetScroll={false}>
              {reasonInWords(code)} <span className="number">{countText(count)}</span>
            </Link>
          ))}
        </FilterLinks>
      ) : null}
      <ProblemsTable billerId={billerId} file={file} code={reason} />
    </section>
  );
}
