import { useState } from "react";
import type { Bill } from "@/api/types";
import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import { formatMoney, sumMoney } from "@/lib/money";
import { BillRow } from "./bill-row";
import { isDueSoon, isPayable } from "./bill-status";
import { words } from "./words";
import "./bills.css";

/**
 * Open bills first, soonest due first, to be chosen and paid together; the others below. What is overdue or due within a
 * month is chosen from the start; a bill for next summer is not.
 */
export function BillList({ bills, now }: { bills: readonly Bill[]; now: Date }) {
  const open = bills.filter(isPayable).toSorted((a, b) => a.due_on.localeCompare(b.due_on));
  const settled = bills.filter((bill) => !isPayable(bill)).toSorted((a, b) => b.due_on.localeCompare(a.due_on));
  const free = open.filter((bill) => bill.live_payment_id === null);
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const currencies = new Set(free.map((bill) => bill.currency));
  const together = free.length > 1 && currencies.size === 1;
  const isChosen = (bill: Bill) => choices.get(bill.id) ?? isDueSoon(bill, now);
  const chosen = free.filter(isChosen);
  const text = words.list;

  return (
    <>
      {open.length === 0 ? (
        <Notice tone="good" title={text.nothingOwed}>
          <p>{text.nothingOwedLong}</p>
        </Notice>
      ) : (
        <section className="stack" aria-labelledby="to-pay">
          <div className="row-between">
            <h2 id="to-pay">{text.toPay}</h2>
            {[...new Set(open.map((bill) => bill.currency))].map((currency) => (
              <p key={currency}>
                {text.owed}:{" "}
                <strong>
                  {formatMoney(sumMoney(open.filter((bill) => bill.currency === currency).map((bill) => bill.amount_open), currency))}
                </strong>
              </p>
            ))}
          </div>
          {together && free.some((bill) => isDueSoon(bill, now)) ? <p className="small quiet">{text.preselected}</p> : null}
          <ul className="bill-rows">
            {open.map((bill) => (
              <BillRow
                key={bill.id}
                bill={bill}
                now={now}
                choice={
                  together && bill.live_payment_id === null
                    ? { chosen: isChosen(bill), onChange: (yes) => setChoices(new Map(choices).set(bill.id, yes)) }
                    : undefined
                }
              />
            ))}
          </ul>
          {currencies.size > 1 ? <p className="small quiet">{text.oneCurrency}</p> : null}
          <PayBar chosen={together ? chosen : free.length === 1 ? free : []} />
        </section>
      )}
      {settled.length === 0 ? null : (
        <section className="stack" aria-labelledby="settled">
          <h2 id="settled">{text.settled}</h2>
          <ul className="bill-rows">
            {settled.map((bill) => (
              <BillRow key={bill.id} bill={bill} now={now} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function PayBar({ chosen }: { chosen: readonly Bill[] }) {
  const first = chosen[0];
  if (!first) return null;
  const total = sumMoney(chosen.map((bill) => bill.amount_open), first.currency);
  return (
    <div className="pay-bar">
      <ButtonLink to="/pay" search={{ bills: chosen.map((bill) => bill.id).join(",") }} kind="primary">
        {words.list.payChosen(chosen.length, formatMoney(total))}
      </ButtonLink>
      <p className="small quiet">{words.list.beforeFee}</p>
    </div>
  );
}
