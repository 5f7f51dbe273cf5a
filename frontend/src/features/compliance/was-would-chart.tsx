import { useId } from "react";

export interface DayPair {
  day: string;
  was: number;
  would: number;
}

const WIDTH = 640;
const HEIGHT = 168;
const TOP = 24;
const BOTTOM = 26;
const shortDay = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" });
const label = (day: string) => shortDay.format(Date.parse(`${day}T00:00:00Z`));

/** Two bars a day, from zero: what was flagged (open) beside what would have been (full). The numbers are in a table below it. */
export function WasWouldChart({ days }: { days: readonly DayPair[] }) {
  const id = useId();
  const highest = Math.max(1, ...days.flatMap(({ was, would }) => [was, would]));
  const room = HEIGHT - TOP - BOTTOM;
  const step = WIDTH / Math.max(1, days.length);
  const everyNth = Math.ceil(days.length / 8);
  const bar = (value: number) => (value === 0 ? 0 : Math.max(2, (value / highest) * room));
  const total = (name: "was" | "would") => days.reduce((sum, day) => sum + day[name], 0);
  return (
    <figure className="stack-tight">
      <svg className="movements" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{`Alerts a day: ${total("was")} were raised, ${total("would")} would be. The most on one day: ${highest}.`}</title>
        <line x1="0" x2={WIDTH} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} className="movements-base" />
        <text x="0" y={TOP - 10}>
          {highest}
        </text>
        {days.map(({ day, was, would }, index) => (
          <g key={day}>
            <rect x={index * step + step * 0.12} y={HEIGHT - BOTTOM - bar(was)} width={step * 0.34} height={bar(was)} className="movements-out" />
            <rect x={index * step + step * 0.52} y={HEIGHT - BOTTOM - bar(would)} width={step * 0.34} height={bar(would)} className="movements-in" />
            {(days.length - 1 - index) % everyNth === 0 ? (
              <text x={index === days.length - 1 ? WIDTH : index * step + step / 2} y={HEIGHT - 6} textAnchor={index === days.length - 1 ? "end" : "middle"}>
                {label(day)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <figcaption className="quiet small">Open bars: what was flagged then. Full bars: what the changed rules would have flagged.</figcaption>
    </figure>
  );
}
