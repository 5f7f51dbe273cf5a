import { Mark, type MarkShape } from "@/components/mark";
import { Notice } from "@/components/notice";
import { formatMoney } from "@/lib/money";
import type { StepResult, Verdict } from "@/lib/verify/receipt";
import { check as text, steps as stepWords } from "./receipt-words";
import "./payments.css";

const verdicts = {
  valid: { tone: "good", title: text.validTitle, body: text.valid },
  not_yet_witnessed: { tone: "warn", title: text.notWitnessedTitle, body: text.notWitnessed },
  not_valid: { tone: "bad", title: text.notValidTitle, body: text.notValid },
} as const;

const shapes: Record<StepResult["outcome"], MarkShape> = { passed: "check", failed: "cross", not_reached: "ring" };
const outcomes: Record<StepResult["outcome"], string> = { passed: text.passed, failed: text.failed, not_reached: text.notReached };

/** The verdict and, in plain words, each step that led to it. */
export function CheckResult({ verdict, policyName }: { verdict: Verdict; policyName: string | null }) {
  const { tone, title, body } = verdicts[verdict.outcome];
  const { receipt } = verdict;
  return (
    <>
      <Notice tone={tone} title={title} live>
        <p>{body}</p>
        {receipt && verdict.outcome !== "not_valid" ? (
          <p>{text.saying(receipt.confirmation_number, formatMoney({ amount_minor: receipt.total_minor, currency: receipt.currency }))}</p>
        ) : null}
      </Notice>
      <section className="stack" aria-labelledby="steps">
        <h2 id="steps">{text.steps}</h2>
        <ol className="steps">
          {verdict.steps.map(({ step, outcome, why }) => (
            <li key={step} data-outcome={outcome}>
              <Mark shape={shapes[outcome]} />
              <div className="stack-tight">
                <p>
                  <strong>{stepWords[step].question}</strong> {outcomes[outcome]}.
                </p>
                <p className="small quiet">{why ?? stepWords[step].meaning}</p>
              </div>
            </li>
          ))}
        </ol>
        <p className="small quiet">
          {policyName === null ? text.ownPolicy : text.policyUsed(policyName)} {text.alone}
        </p>
      </section>
    </>
  );
}
