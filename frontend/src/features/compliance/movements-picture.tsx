import { useId } from "react";
import { formatMoney } from "@/lib/money";
import { DataTable } from "@/components/data-table";
import { When } from "@/components/when";
import type { Movement } from "./evidence";

const WIDTH = 640;
const HEIGHT = 200;
const SIDE = 14;
const BOTTOM = 22;
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", hour: "numeric" });

/** Money in above the line, money out below it, each as high as its amount, where it happened in time. */
export function MovementsPicture({ movements, currency }: { movements: readonly Movement[]; currency: string }) {
  const id = useId();
  const times = movements.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const highest = Math.max(1, ...movements.map(({ amountMinor }) => amountMinor));
  const ins = movements.filter(({ direction }) => direction === "in").length;
  const outs = movements.length - ins;
  const room = HEIGHT - BOTTOM - 12;
  // The line stands where both sides fit; with one side only it is at the edge.
  const base = ins === 0 ? 12 : outs === 0 ? HEIGHT - BOTTOM : 12 + room / 2;
  const half = ins === 0 || outs === 0 ? room : room / 2;
  const x = (at: string) => SIDE + ((Date.parse(at) - first) / span) * (WIDTH - 2 * SIDE);
  const money = (amount: number) => formatMoney({ amount_minor: amount, currency });
  return (
    <figure className="stack-tight">
      <svg className="movements" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{`${ins} in and ${outs} out; the largest is ${money(highest)}. The table below has each.`}</title>
        <line x1={0} x2={WIDTH} y1={base} y2={base} className="movements-base" />
        {movements.map((movement, index) => {
          const height = Math.max(3, (movement.amountMinor / highest) * half);
          const y = movement.direction === "in" ? base - height : base;
          // oxlint-disable-next-line react/no-array-index-key
          return <rect key={`${movement.transferId} ${movement.at} ${index}`} x={x(movement.at) - 3} y={y} width={6} height={height} className={movement.direction === "in" ? "movements-in" : "movements-out"} />;
        })}
        <text x={0} y={HEIGHT - 6}>
          {day.format(first)}
        </text>
        <text x={WIDTH} y={HEIGHT - 6} textAnchor="end">
          {day.format(first + span)}
        </text>
      </svg>
      <figcaption className="quiet small">
        {ins > 0 ? "Full bars above the line came in. " : ""}
        {outs > 0 ? "Open bars below the line went out. " : ""}The highest is {money(highest)}.
      </figcaption>
      <details>
        <summary>The same as a table</summary>
        <DataTable
          caption="Movements, oldest first"
          captionHidden
          columns={[
            { name: "When", names: true, cell: (movement) => <When at={movement.at} /> },
            { name: "Way", cell: (movement) => (movement.direction === "in" ? "In, from" : "Out, to") },
            { name: "With", cell: (movement) => <code>{movement.with}</code> },
            { name: "Amount", number: true, cell: (movement) => money(movement.amountMinor) },
          ]}
          rows={movements}
          rowKey={(movement) => `${movement.transferId} ${movement.at} ${movement.direction}`}
        />
      </details>
    </figure>
  );
}
