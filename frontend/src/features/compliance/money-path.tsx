import { useId } from "react";
import { formatMoney } from "@/lib/money";
import { columnsOf, type Step } from "./evidence";

const BOX = { width: 150, height: 26 };
const GAP = { x: 70, y: 12 };
const PAD = 16;

/** Who gave to whom, from left to right: boxes and arrows. The list below says the same in words. */
export function MoneyPath({ steps, me, nameOf, currency }: { steps: readonly Step[]; me: string; nameOf: (party: string) => string; currency: string }) {
  const id = useId();
  const arrow = useId();
  const columns = columnsOf(steps);
  const rows = Math.max(...columns.map((column) => column.length));
  const width = columns.length * BOX.width + (columns.length - 1) * GAP.x + 2 * PAD;
  const height = rows * (BOX.height + GAP.y) - GAP.y + 2 * PAD + 14;
  const places = new Map<string, { x: number; y: number }>();
  columns.forEach((column, at) => {
    const offset = ((rows - column.length) * (BOX.height + GAP.y)) / 2;
    column.forEach((party, row) => places.set(party, { x: PAD + at * (BOX.width + GAP.x), y: PAD + offset + row * (BOX.height + GAP.y) }));
  });
  return (
    <figure className="stack-tight">
      {/* It scrolls sideways where it is wide, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="path-scroll" tabIndex={0} role="region" aria-label="The money’s path, a picture">
        <svg className="money-path" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
          <title id={id}>{`The money’s path: ${steps.length} ${steps.length === 1 ? "step" : "steps"} between ${places.size} parties. The list below has each.`}</title>
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0L8 4L0 8z" className="money-path-head" />
            </marker>
          </defs>
          {steps.map((step, index) => {
            const from = places.get(step.from);
            const to = places.get(step.to);
            // oxlint-disable-next-line react/no-array-index-key
            return from && to ? <path key={index} d={wayBetween(from, to, height)} className="money-path-way" markerEnd={`url(#${arrow})`} /> : null;
          })}
          {[...places].map(([party, { x, y }]) => (
            <g key={party}>
              <rect x={x} y={y} width={BOX.width} height={BOX.height} rx={4} className={party === me ? "money-path-me" : "money-path-box"} />
              <text x={x + BOX.width / 2} y={y + BOX.height / 2 + 4} textAnchor="middle">
                {shortened(nameOf(party))}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <details>
        <summary>The same in words</summary>
        <ol className="stack-tight">
          {steps.map((step, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              {nameOf(step.from)} to {nameOf(step.to)}
              {step.amountMinor === null ? "" : `, ${formatMoney({ amount_minor: step.amountMinor, currency })}`}
            </li>
          ))}
        </ol>
      </details>
    </figure>
  );
}

interface Place {
  x: number;
  y: number;
}

/** To the right straight; back, where money returns, below everything and in from the left. */
function wayBetween(from: Place, to: Place, height: number): string {
  const middle = BOX.height / 2;
  if (to.x > from.x) return `M${from.x + BOX.width} ${from.y + middle}L${to.x - 2} ${to.y + middle}`;
  const low = height - 4;
  return `M${from.x + BOX.width / 2} ${from.y + BOX.height}V${low}H${to.x - 10}V${to.y + middle}H${to.x - 2}`;
}

const shortened = (name: string) => (name.length > 20 ? `${name.slice(0, 9)}…${name.slice(-9)}` : name);
