import { ButtonAnchor } from "@/components/button";
import { Status } from "@/components/mark";
import { Facts } from "@/components/panel";
import { countryName } from "@/lib/countries";
import { formatDate } from "@/lib/dates";
import { contentUrl, type Customer, type ReviewedDocument } from "./api";
import { documentStateWords, kindWords, numberWords } from "./words";
import "./document-view.css";

/** The document itself, and beside it what was typed, what its zone says, and what the checks make of both. */
export function DocumentView({ customer, document }: { customer: Customer; document: ReviewedDocument }) {
  return (
    <div className="beside">
      <Content customer={customer} document={document} />
      <div className="stack">
        <Comparison customer={customer} document={document} />
        <h3>Checks</h3>
        {document.checks.length === 0 ? <p>None yet.</p> : null}
        <ul className="plain-list stack-tight">
          {document.checks.map((check) => (
            <li key={check.code}>
              <Outcome outcome={check.outcome} /> {check.words}
            </li>
          ))}
        </ul>
        <Facts
          facts={[
            ["State", documentStateWords[document.state]],
            ["Valid until", document.expires_on === null ? "not given" : formatDate(document.expires_on)],
            ["File", document.file_name],
            ["Refused because", document.reason],
          ]}
        />
      </div>
    </div>
  );
}

function Content({ customer, document }: { customer: Customer; document: ReviewedDocument }) {
  const url = contentUrl(customer.user_id, document.id);
  const name = `${kindWords[document.kind]} of ${customer.facts?.family_name ?? "the customer"}`;
  return (
    <figure className="document-figure">
      {document.media_type === "application/pdf" ? (
        <p>This document is a PDF.</p>
      ) : (
        <img src={url} alt={`${name}: compare it with what was typed.`} />
      )}
      <figcaption>
        <ButtonAnchor href={url} target="_blank" rel="noreferrer">
          Open {kindWords[document.kind].toLowerCase()} by itself
        </ButtonAnchor>
      </figcaption>
    </figure>
  );
}

function Comparison({ customer, document }: { customer: Customer; document: ReviewedDocument }) {
  const { facts } = customer;
  const { mrz } = document;
  if (facts === null) return null;
  const rows: [string, string, string | null][] = [
    ["Name", `${facts.given_names} ${facts.family_name}`.trim(), mrz && `${mrz.given_names} ${mrz.family_name}`.trim()],
    ["Born", formatDate(facts.birth_date), mrz && (mrz.birth_date === null ? "not said" : formatDate(mrz.birth_date))],
    ["Citizen of", facts.citizenships.map((code) => countryName(code)).join(", "), mrz && mrz.nationality],
    ["Number", `${numberWords[facts.identification.kind] ?? facts.identification.kind} ${facts.identification.number}`, mrz && mrz.number],
    ["Lives at", addressOf(facts.address), null],
  ];
  return (
    <table className="comparison">
      <caption>Typed, and on the document</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Typed</th>
          <th scope="col">Machine-readable</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, typed, read]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{typed}</td>
            <td>{read ?? <span className="quiet">none</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function addressOf(place: NonNullable<Customer["facts"]>["address"]): string {
  const area = [place.region, place.postal_code].filter(Boolean).join(" ");
  return [place.line1, place.line2, place.city, area, countryName(place.country)].filter(Boolean).join(", ");
}

function Outcome({ outcome }: { outcome: ReviewedDocument["checks"][number]["outcome"] }) {
  if (outcome === "passed") return <Status shape="check" tone="good">Fits</Status>;
  if (outcome === "failed") return <Status shape="cross" tone="bad">Does not fit</Status>;
  return <Status shape="ring">By eye</Status>;
}
