import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Amount } from "@/components/amount";
import { BarChart } from "@/components/bar-chart";
import { useBillerEvents } from "@/components/biller-events";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { recentPaymentsQuery, type Desk } from "./api";
import { dayIn, lastDays, sumByDay } from "./days";
import "./payments-per-day.css";

const DAYS = 14;

const shortDay = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" });

/** Today's payments as a number, and the fourteen days before as a picture with its table. */
export function PaymentsPerDay({ desk, currency }: { desk: Desk; currency: string }) {
  const queryClient = useQueryClient();
  // The day stays what it was when the page was opened; a reload begins a new one.
  const [today] = useState(() => dayIn(desk.time_zone, new Date()));
  const days = lastDays(today, DAYS);
  const recent = useQuery(recentPaymentsQuery(desk, days[0] ?? today));
  useBillerEvents(["payment", "poll"], () => void queryClient.invalidateQueries({ queryKey: ["biller-payments", desk.id, "recent"] }));
  if (recent.isError && !recent.data) return <Failure error={recent.error} what="the payments of the last days" onRetry={() => void recent.refetch()} />;
  const sums = sumByDay(recent.data?.payments ?? [], days, desk.time_zone, currency);
  const ofToday = sums.at(-1);
  const bars = sums.map((sum) => ({
    key: sum.day,
    label: shortDay.format(Date.parse(`${sum.day}T00:00:00Z`)),
    value: sum.amount.amount_minor,
    text: formatMoney(sum.amount),
    unfinished: sum.day === today,
  }));
  return (
    <section className="panel stack" aria-labelledby="per-day">
      <div className="per-day-head">
        <div>
          <h2 id="per-day">Paid today</h2>
          <p className="per-day-number" aria-live="polite">
            {recent.isPending ? "…" : ofToday ? formatMoney(ofToday.amount) : ""}
          </p>
          <p className="quiet">
            {recent.isPending ? "Counting" : `${ofToday?.count ?? 0} ${ofToday?.count === 1 ? "payment" : "payments"}, without fees`}
          </p>
          <p className="quiet small">Days in {desk.time_zone.replaceAll("_", " ")}</p>
        </div>
        <div>
          <BarChart title={`Paid to bills on each of the last ${DAYS} days`} bars={bars} />
          <p className="quiet small">Paid to bills, last {DAYS} days. The dashed bar is today, which is not over.</p>
        </div>
      </div>
      {recent.data && !recent.data.complete ? (
        <p className="small">There were more payments than this page counts: the oldest days are too low here.</p>
      ) : null}
      <details>
        <summary>The same as a table</summary>
        <DataTable
          caption={`Paid to bills, last ${DAYS} days`}
          captionHidden
          columns={[
            { name: "Day", names: true, cell: (sum) => formatDate(sum.day) },
            { name: "Payments", number: true, cell: (sum) => sum.count },
            { name: "To bills", number: true, cell: (sum) => <Amount money={sum.amount} /> },
          ]}
          rows={sums.toReversed()}
          rowKey={(sum) => sum.day}
        />
      </details>
    </section>
  );
}
