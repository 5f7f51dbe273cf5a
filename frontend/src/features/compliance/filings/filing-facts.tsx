import type { ReactNode } from "react";
import { Notice } from "@/components/notice";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { formatDate } from "@/lib/dates";
import { SaidStatus } from "../said-status";
import type { Filing, Remark } from "./api";
import { goTo } from "./defect-summary";
import { dueSaid, stateSaid } from "./words";

interface FactsProps {
  filing: Filing;
  nameOf: (id: string) => string;
  caseLink: (id: string) => ReactNode;
  batchLink: (id: string) => ReactNode;
  filingLink: (id: string) => ReactNode;
}

/** Where a filing stands, when it is due, and how long it is kept. */
export function FilingFacts({ filing, nameOf, caseLink, batchLink, filingLink }: FactsProps) {
  const due = dueSaid(filing);
  return (
    <section className="panel stack" aria-label="Where it stands">
      <Facts
        facts={[
          ["State", <SaidStatus key="state" said={stateSaid(filing.state)} />],
          ["Due", <>{formatDate(filing.due)} {due ? <SaidStatus said={due} /> : null}</>],
          [filing.kind === "sar" || filing.kind === "ctr" ? "BSA ID" : "OFAC’s number", filing.number === "" ? null : <code key="number">{filing.number}</code>],
          ["Kept until", filing.kept_until ? formatDate(filing.kept_until) : null],
          ["Case", filing.case_id ? caseLink(filing.case_id) : null],
          ["Batch file", filing.batch_id ? batchLink(filing.batch_id) : null],
          ["Corrects", filing.amends ? filingLink(filing.amends) : null],
        ]}
      />
      <details>
        <summary>What happened to it</summary>
        <ol className="stack-tight">
          {filing.history.map(({ state, at, actor }) => (
            <li key={`${state} ${at}`}>
              {stateSaid(state).words}, {nameOf(actor)}, <When at={at} />
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** FinCEN's own words, each with the field that it means. */
export function Remarks({ remarks, isRejected }: { remarks: readonly Remark[]; isRejected: boolean }) {
  if (remarks.length === 0) return null;
  return (
    <Notice tone={isRejected ? "bad" : "warn"} title={isRejected ? "FinCEN rejected it" : "FinCEN accepted it, with warnings"}>
      <RemarkLines remarks={remarks} linked={isRejected} />
    </Notice>
  );
}

/** `linked`: the form stands beside them. */
export function RemarkLines({ remarks, linked = false }: { remarks: readonly Remark[]; linked?: boolean }) {
  return (
    <ul className="stack-tight">
      {remarks.map(({ code, text, field, input }) => (
        <li key={`${code} ${field} ${input}`}>
          {linked && input !== "" ? (
            <a href={`#${input}`} onClick={(event) => (event.preventDefault(), goTo(input))}>
              {field}
            </a>
          ) : (
            field
          )}
          : {text} <span className="quiet">({code})</span>
        </li>
      ))}
    </ul>
  );
}
