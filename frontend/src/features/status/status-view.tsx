import { useQuery } from "@tanstack/react-query";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { statusQuery, type Component, type PublicIncident, type PublicStatus, type State, type StatusDay } from "./api";
import { barsOf, componentWords, overallWords, shareWords, stateWords } from "./words";
import "./status.css";

/** How each part is now, what was told of incidents, what is planned, and the last 90 days. */
export function StatusView() {
  const status = useQuery(statusQuery);
  if (status.isPending) return <Loading label="Loading the status" lines={6} />;
  if (status.isError && !status.data) return <Failure error={status.error} what="the status" onRetry={() => void status.refetch()} />;
  const { at, components, days, incidents, maintenance, is_whole } = status.data;
  return (
    <>
      <Notice live tone={toneOf(status.data)} title={overallWords(status.data)}>
        <p className="small">
          As of <When at={at} />. This page brings itself up to date.
        </p>
      </Notice>
      {is_whole ? null : (
        <Notice tone="warn" title="We cannot read all of this just now">
          <p>What we told of incidents and plans, and the last days, are as we last knew them, or missing.</p>
        </Notice>
      )}
      {incidents.length > 0 ? <Incidents incidents={incidents} /> : null}
      {maintenance.length > 0 ? (
        <section className="stack" aria-labelledby="planned">
          <h2 id="planned">Planned maintenance</h2>
          {maintenance.map((planned) => (
            <p key={planned.starts_at + planned.words}>
              <When at={planned.starts_at} /> to <When at={planned.ends_at} />: {planned.words}
            </p>
          ))}
        </section>
      ) : null}
      <section aria-labelledby="parts">
        <h2 id="parts">The parts</h2>
        {components.map(({ component, state }) => (
          <Part key={component} component={component} state={state} days={days} />
        ))}
      </section>
      <p className="small quiet">
        {days[0] === undefined ? "Nothing was counted yet." : `Counted since ${formatDate(days[0].day)}.`} Our own servers measure once a minute. A tall bar is a day on which it worked, a shorter one a
        day with trouble; a line is a day of which nothing was measured. Days are in UTC.
      </p>
    </>
  );
}

function toneOf({ components }: PublicStatus) {
  const found = components.map(({ state }) => state);
  if (found.includes("down")) return "bad";
  return found.every((state) => state === "working") ? "good" : "warn";
}

function Part({ component, state, days }: { component: Component; state: State; days: readonly StatusDay[] }) {
  const said = shareWords(component, days);
  return (
    <div className="status-part">
      <div className="status-part-head">
        <h3>{componentWords(component)}</h3>
        <StateMark state={state} />
      </div>
      <div className="status-bars" role="img" aria-label={`The last 90 days: ${said}`}>
        {barsOf(component, days, new Date()).map(({ day, look }) => (
          <span key={day} className="status-bar" data-look={look} title={day} />
        ))}
      </div>
      <p className="small quiet" aria-hidden="true">
        {said}
      </p>
    </div>
  );
}

function StateMark({ state }: { state: State }) {
  const words = stateWords(state);
  if (state === "working") return <Status shape="check" tone="good">{words}</Status>;
  if (state === "down") return <Status shape="cross" tone="bad">{words}</Status>;
  return <Status shape="triangle" tone="warn">{words}</Status>;
}

function Incidents({ incidents }: { incidents: readonly PublicIncident[] }) {
  return (
    <section className="stack" aria-labelledby="incidents">
      <h2 id="incidents">What happened</h2>
      {incidents.map((incident) => (
        <div key={incident.updates[0]?.at} className="stack-tight">
          {incident.resolved_at === null ? (
            <Status shape="triangle" tone="warn">Going on</Status>
          ) : (
            <p>
              <Status shape="check" tone="good">Over</Status> since <When at={incident.resolved_at} />
            </p>
          )}
          <ul className="status-updates">
            {incident.updates.map((update) => (
              <li key={update.at}>
                <When at={update.at} />: {update.words}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
