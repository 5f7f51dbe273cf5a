import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Facts } from "@/components/panel";
import { myDataQuery, type PersonalData } from "./api";

/** Everything we hold, to read here and to take away as a file. */
export function MyData() {
  const data = useQuery(myDataQuery);
  return (
    <>
      <div className="row">
        <Button kind="primary" busy={data.isFetching} busyText="Collecting it" onClick={() => void data.refetch()}>
          Show everything
        </Button>
        {data.data ? <Button onClick={() => save(data.data)}>Save it as a file (JSON)</Button> : null}
      </div>
      {data.isFetching && !data.data ? <Loading label="Collecting your data" lines={6} /> : null}
      {data.isError ? <Failure error={data.error} what="your data" onRetry={() => void data.refetch()} /> : null}
      {data.data?.sections.map((section) => (
        <section key={section.title} className="stack" aria-label={section.title}>
          <h3>{section.title}</h3>
          <p className="quiet">{section.why}.</p>
          {section.rows.length === 0 ? <p>Nothing.</p> : null}
          {section.rows.length > 0 ? (
            <details open={section.rows.length === 1}>
              <summary>{section.rows.length === 1 ? "1 entry" : `${section.rows.length} entries`}</summary>
              {section.rows.map((row) => (
                <Facts key={JSON.stringify(row)} facts={Object.entries(row)} />
              ))}
            </details>
          ) : null}
        </section>
      ))}
    </>
  );
}

function save(data: PersonalData) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "my-data.json";
  link.click();
  URL.revokeObjectURL(address);
}
