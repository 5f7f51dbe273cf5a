import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LiveSign, useBillerEvents } from "@/components/biller-events";
import { ButtonLink } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { PageHeading } from "@/components/page-heading";
import { Panel } from "@/components/panel";
import { When } from "@/components/when";
import { billFilesQuery } from "@/features/bill-files/api";
import { countText } from "@/features/bill-files/bill-file";
import { FileStatus } from "@/features/bill-files/file-status";
import { billerBillsQuery } from "@/features/biller-bills/api";
import { PaymentList } from "@/features/biller-payments/payment-list";
import { PaymentsPerDay } from "@/features/biller-payments/payments-per-day";
import { useBiller, useBillerId, useMay } from "../use-biller";

export function HomePage() {
  const biller = useBiller();
  const mayImport = useMay("bills.import");
  if (biller.isPending) return <Loading label="Loading your desk" lines={8} />;
  if (biller.isError && !biller.data) return <Failure error={biller.error} what="your biller" onRetry={() => void biller.refetch()} />;
  return (
    <>
      <div className="row-between">
        <PageHeading title="Today">{biller.data.name}</PageHeading>
        <LiveSign />
      </div>
      <PaymentsPerDay desk={biller.data} currency={biller.data.currency} />
      <div className="home-columns">
        <OpenBills />
        {mayImport ? <LastFile /> : null}
      </div>
      <section className="stack" aria-labelledby="newest">
        <div className="row-between">
          <h2 id="newest">Newest payments</h2>
          <Link to="/biller/payments">All payments</Link>
        </div>
        <PaymentList
          desk={biller.data}
          filters={{}}
          limit={8}
          short
          linkTo={(payment) => (
            <Link to="/biller/payments/$paymentId" params={{ paymentId: payment.id }}>
              {payment.confirmation_number}
            </Link>
          )}
          empty={<p>No payments yet. The first one will appear here as it is made.</p>}
        />
      </section>
    </>
  );
}

/** How many bills are open. Beyond one page of them no number is claimed: it is not known without reading them all. */
function OpenBills() {
  const billerId = useBillerId();
  const queryClient = useQueryClient();
  const bills = useInfiniteQuery(billerBillsQuery(billerId, { status: "open" }, 200));
  useBillerEvents(["payment", "bill_file", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["biller-bills", billerId] }));
  const rows = bills.data?.pages[0]?.data;
  const more = bills.hasNextPage;
  const overdue = rows?.filter((bill) => bill.overdue).length ?? 0;
  return (
    <Panel label="Open bills">
      <div className="row-between">
        <h2>Open bills</h2>
        <Link to="/biller/bills" search={{ status: "open" }}>
          All open bills
        </Link>
      </div>
      {bills.isPending ? <Loading label="Loading the open bills" lines={2} /> : null}
      {bills.isError && !rows ? <Failure error={bills.error} what="the open bills" onRetry={() => void bills.refetch()} /> : null}
      {rows?.length === 0 ? <p>No bill is open.</p> : null}
      {rows && rows.length > 0 ? (
        <>
          <p className="home-number">{more ? `more than ${rows.length}` : rows.length}</p>
          <p className="quiet">{more ? "The list has them all, latest due first." : overdue === 0 ? "None is overdue." : `${overdue} overdue.`}</p>
        </>
      ) : null}
    </Panel>
  );
}

function LastFile() {
  const billerId = useBillerId();
  const queryClient = useQueryClient();
  const files = useInfiniteQuery(billFilesQuery(billerId));
  useBillerEvents(["bill_file", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["bill-files", billerId] }));
  const last = files.data?.pages[0]?.data[0];
  return (
    <Panel label="Last bill file">
      <div className="row-between">
        <h2>Last bill file</h2>
        <Link to="/biller/bill-files">All bill files</Link>
      </div>
      {files.isPending ? <Loading label="Loading the last file" lines={2} /> : null}
      {files.isError && !files.data ? <Failure error={files.error} what="the last file" onRetry={() => void files.refetch()} /> : null}
      {files.data && !last ? <p>No file has been sent yet.</p> : null}
      {last ? (
        <>
          <p>
            <Link to="/biller/bill-files/$fileId" params={{ fileId: last.id }}>
              {last.file_name}
            </Link>
            , <When at={last.created_at} />
          </p>
          <p>
            <FileStatus file={last} />{" "}
            <span className="quiet">
              {countText(last.created)} new, {countText(last.updated)} changed, {countText(last.rejected)} not taken
            </span>
          </p>
        </>
      ) : null}
      <div>
        <ButtonLink to="/biller/bill-files/new">Send a bill file</ButtonLink>
      </div>
    </Panel>
  );
}
