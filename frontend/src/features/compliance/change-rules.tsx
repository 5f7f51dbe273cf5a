import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { SelectField, TextField } from "@/components/field";
import { Loading } from "@/components/loading";
import { textOf } from "@/components/use-form";
import { ActForm } from "./act-form";
import { BackTestForm, type DoneBackTest } from "./back-test-form";
import { RuleFields } from "./rule-fields";
import { differencesOf, differenceWords, ruleSentence, ruleSet } from "./rule-words";
import { proposeRules, rulesQuery, type BackTest, type Profile, type Rules, type RuleSet } from "./rules-api";
import { codeWords } from "./words";
import "./compliance.css";

interface ChangeProps {
  profile: Profile | undefined;
  /** The rule that is shown; every rule can be changed before it is proposed. */
  chosen: string | undefined;
  onChoose: (code: string) => void;
  mayDecide: boolean;
  transferLink: (example: BackTest["new"][number]) => ReactNode;
  onProposed: (words: string) => void;
}

export function ChangeRules(props: ChangeProps) {
  const rules = useQuery({ ...rulesQuery(props.profile), staleTime: Number.POSITIVE_INFINITY });
  if (rules.isPending) return <Loading label="Loading the rules" lines={8} />;
  if (rules.isError && !rules.data) return <Failure error={rules.error} what="the rules" onRetry={() => void rules.refetch()} />;
  return <Draft key={`${rules.data.profile} ${rules.data.changes[0]?.id ?? ""}`} page={rules.data} {...props} />;
}

/** Three steps on one page: change, run it over the past, propose. Another set of rules has to be run again. */
function Draft({ page, chosen, onChoose, mayDecide, transferLink, onProposed }: ChangeProps & { page: Rules }) {
  const before = ruleSet(page.rules);
  const [rules, setRules] = useState<RuleSet>(before);
  const [wrong, setWrong] = useState<Record<string, Record<string, string>>>({});
  const [done, setDone] = useState<DoneBackTest | null>(null);
  const [reset, setReset] = useState(0);
  const code = chosen !== undefined && rules[chosen] ? chosen : (page.rules[0]?.code ?? "");
  const rule = rules[code];
  const changed = differencesOf(before, rules);
  const isWrong = Object.values(wrong).some((fields) => Object.keys(fields).length > 0);
  const isRun = done !== null && done.rules === rules;
  if (!rule) return null;

  function noteWrong(field: string, sentence: string | null) {
    setWrong((all) => {
      const { [field]: _, ...rest } = all[code] ?? {};
      return { ...all, [code]: sentence === null ? rest : { ...rest, [field]: sentence } };
    });
  }

  return (
    <>
      <section className="panel stack" aria-labelledby="change">
        <h2 id="change">1. Change</h2>
        <SelectField label="Rule" name="rule" value={code} onChange={(event) => onChoose(event.currentTarget.value)}>
          {page.rules.map((one) => (
            <option key={one.code} value={one.code}>
              {codeWords(one.code)}
            </option>
          ))}
        </SelectField>
        <p className="rule-words">{ruleSentence({ code, params: rule.params })}</p>
        <RuleFields key={`${code} ${reset}`} code={code} rule={rule} wrong={wrong[code] ?? {}} onChange={(next) => setRules((all) => ({ ...all, [code]: next }))} onWrong={noteWrong} />
        {changed.length === 0 ? (
          <p className="quiet">Nothing is changed yet.</p>
        ) : (
          <>
            <h3>Changed</h3>
            <ul className="stack-tight">
              {changed.map((one) => (
                <li key={`${one.code} ${one.field}`}>{differenceWords(one)}</li>
              ))}
            </ul>
            <div>
              <Button
                onClick={() => {
                  setRules(before);
                  setWrong({});
                  setDone(null);
                  setReset((count) => count + 1);
                }}
              >
                Start again
              </Button>
            </div>
          </>
        )}
      </section>
      <section className="stack" aria-labelledby="run">
        <h2 id="run">2. Run it over the past</h2>
        {changed.length === 0 ? <p className="quiet">Change something first.</p> : null}
        {isWrong ? <p>Put the numbers right that are marked above first.</p> : null}
        {changed.length > 0 && !isWrong ? (
          <>
            <BackTestForm profile={page.profile} rules={rules} done={done} onDone={setDone} transferLink={transferLink} />
            {done !== null && !isRun ? <p>This was run with other numbers. Run it again.</p> : null}
          </>
        ) : null}
      </section>
      <section className="stack" aria-labelledby="propose">
        <h2 id="propose">3. Propose</h2>
        {mayDecide && changed.length > 0 && isRun && !isWrong ? (
          <ActForm
            label="Propose the changed rules"
            hint="The officer who approves it reads this. You cannot approve it yourself."
            button="Propose it"
            busyText="Proposing"
            submit={async (reason, fields) => {
              const proposal = await proposeRules({ profile: page.profile, valid_from: textOf(fields, "valid_from"), rules, reason });
              onProposed(proposal.words);
            }}
          >
            <TextField label="Holds from" name="valid_from" type="date" width={20} defaultValue={new Date().toISOString().slice(0, 10)} hint="Today or later. What was judged before stays judged as it was." />
          </ActForm>
        ) : (
          <p className="quiet">{mayDecide ? "Once the changed rules were run over the past, they can be proposed. Another officer switches them on." : "Officers propose changes; you can run them over the past."}</p>
        )}
      </section>
    </>
  );
}
