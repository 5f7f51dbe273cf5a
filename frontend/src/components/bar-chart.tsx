import { useId } from "react";
import "./bar-chart.css";

export interface Bar {
  key: string;
  /** Under the bar: short. */
  label: string;
  value: number;
  /** The value as people read it. */
  text: string;
  /** The bar of a day that is not over yet: drawn with an open top. */
  unfinished?: boolean;
}

const WIDTH = 640;
const HEIGHT = 168;
const TOP = 30;
const BOTTOM = 26;

/**
 * Bars from zero, so that lengths can be compared. The picture is one image with a sentence for a name; the numbers
 * themselves are in the table that the caller puts below it.
 */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const id = useId();
  const highest = Math.max(1, ...bars.map((bar) => bar.value));
  const step = WIDTH / Math.max(1, bars.length);
  const room = HEIGHT - TOP - BOTTOM;
  const peak = bars.find((bar) => bar.value === highest);
  const everyNth = Math.ceil(bars.length / 8);
  return (
    <svg className="bar-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
      <title id={id}>{peak ? `${title}. Highest: ${peak.text} on ${peak.label}.` : title}</title>
      <line x1="0" x2={WIDTH} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} className="bar-chart-base" />
      {bars.map((bar, index) => {
        const height = bar.value === 0 ? 0 : Math.max(2, (bar.value / highest) * room);
        const x = index * step + step * 0.16;
        const y = HEIGHT - BOTTOM - height;
        const middle = index * step + step / 2;
        const isLast = index === bars.length - 1;
        return (
          <g key={bar.key}>
            <rect x={x} y={y} width={step * 0.68} height={height} className={bar.unfinished ? "bar-chart-open" : "bar-chart-bar"} />
            {bar === peak || isLast ? (
              <text x={isLast ? WIDTH : middle} y={y - 6} textAnchor={isLast ? "end" : index === 0 ? "start" : "middle"}>
                {bar.text}
              </text>
            ) : null}
            {(bars.length - 1 - index) % everyNth === 0 ? (
              <text x={isLast ? WIDTH : middle} y={HEIGHT - 6} textAnchor={isLast ? "end" : "middle"} className={((bars.length - 1 - index) / everyNth) % 3 === 0 ? "bar-chart-day" : "bar-chart-day bar-chart-day-between"}>
                {bar.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
