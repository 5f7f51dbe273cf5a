import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { countryName } from "@/lib/countries";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { rulesQuery, type Profile, type RuleBody, type RuleChange } from "./rules-api";
import { differenceWords, ruleSentence } from "./rule-words";
import { codeWords } from "./words";
import "./compliance.css";

const SHIPPED = "1970-01-01";
const countries = (codes: readonly string[]) => (codes.length === 0 ? "none" : codes.map((code) => countryName(code)).join(", "));

/** The rules of a profile as they hold today, and who changed what when. */
export function RuleList({ profile, approvals }: { profile: Profile | undefined; approvals: ReactNode }) {
  const rules = useQuery(rulesQuery(profile));
  if (rules.isPending) return <Loading label="Loading the rules" lines={10} />;
  if (rules.isError && !rules.data) return <Failure error={rules.error} what="the rules" onRetry={() => void rules.refetch()} />;
  const { data } = rules;
  return (
    <>
      <Facts
        facts={[
          ["In force since", data.valid_from === SHIPPED ? "the beginning: as they were delivered" : formatDate(data.valid_from)],
          ["Used for our transfers", data.ours ? "Yes" : "No, these are of the other kind of institution"],
          ["Currency is reported above", Object.entries(data.ctr_thresholds_minor).map(([currency, minor]) => formatMoney({ amount_minor: minor, currency })).join(", ")],
          ["FATF calls for action against", countries(data.acted_against)],
          ["FATF watches", countries(data.watched)],
        ]}
      />
      <DataTable
        caption="Rules in force"
        columns={[
          {
            name: "Rule",
            names: true,
            cell: (rule) => codeWords(rule.code),
          },
          {
            name: "Looks for",
            cell: (rule) => (
              <div className="rule-words">
                <p>{ruleSentence(rule)}</p>
                <p className="quiet small">{rule.meaning}</p>
              </div>
            ),
          },
          { name: "Does", cell: (rule) => <Does rule={rule} /> },
          { name: "Score", number: true, cell: (rule) => rule.score },
          { name: "Again after", cell: (rule) => (rule.again_days === 0 ? "each time" : `${rule.again_days} ${rule.again_days === 1 ? "day" : "days"}`) },
        ]}
        rows={data.rules}
        rowKey={(rule) => rule.code}
      />
      <section className="stack" aria-labelledby="changes">
        <h2 id="changes">Who changed what</h2>
        {data.changes.length === 0 ? (
          <p>Nobody has changed a rule. These are the rules as they were delivered.</p>
        ) : (
          <DataTable
            caption="Changes of the rules, newest first"
            captionHidden
            columns={[
              { name: "Holds from", names: true, cell: (change) => formatDate(change.valid_from) },
              { name: "For", cell: (change) => profileWords(change.profile) },
              {
                name: "What",
                cell: (change) => (
                  <ul className="stack-tight rule-words">
                    {change.differences.map((one) => (
                      <li key={`${one.code} ${one.field}`}>{differenceWords(one)}</li>
                    ))}
                  </ul>
                ),
              },
              { name: "Proposed", cell: (change) => <Act who={change.made_by} at={change.made_at} /> },
              {
                name: "Switched on",
                cell: (change) => (change.switched_on_by && change.switched_on_at ? <Act who={change.switched_on_by} at={change.switched_on_at} /> : <span>Not switched on. {approvals}</span>),
              },
            ]}
            rows={data.changes}
            rowKey={(change) => change.id}
          />
        )}
      </section>
    </>
  );
}

export const profileWords = (profile: Profile): string => (profile === "msb" ? "Money services business" : "Bank");

function Does({ rule }: { rule: RuleBody }) {
  if (!rule.on) return <Status shape="ring">Off</Status>;
  return rule.verdict === "hold" ? <Status shape="half" tone="warn">Holds the money</Status> : <Status shape="dot">Alerts only</Status>;
}

const Act = ({ who, at }: { who: RuleChange["made_by"]; at: string }) => (
  <span>
    {who.name ?? who.id}, <When at={at} />
  </span>
);
