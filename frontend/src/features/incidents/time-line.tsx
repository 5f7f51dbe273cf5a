import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Status } from "@/components/mark";
import { When } from "@/components/when";
import { INCIDENTS, runStep, type Step } from "./api";
import { stepWords } from "./words";
import "./incidents.css";

/** What was done and seen, in order. A step that failed can be tried again. */
export function TimeLine({ incidentId, steps, mayManage }: { incidentId: string; steps: readonly Step[]; mayManage: boolean }) {
  return (
    <ol className="time-line">
      {steps.map((step) => (
        <li key={step.id}>
          <div className="time-line-head">
            <strong>{stepWords(step)}</strong>
            <StepStatus state={step.state} />
            <span className="quiet">
              <When at={step.at} /> by {step.actor}
            </span>
          </div>
          {step.result ? <p className="time-line-words">{step.result}</p> : null}
          {step.words ? <p className="time-line-words">{step.words}</p> : null}
          {step.taken_back ? <p className="quiet">To take it back: {step.taken_back}</p> : null}
          {step.state === "failed" && mayManage ? <TryAgain incidentId={incidentId} step={step} /> : null}
        </li>
      ))}
    </ol>
  );
}

function StepStatus({ state }: { state: Step["state"] }) {
  if (state === "done") return <Status shape="check" tone="good">Done</Status>;
  if (state === "failed") return <Status shape="cross" tone="bad">Failed</Status>;
  if (state === "planned") return <Status shape="ring">Waits</Status>;
  return null;
}

function TryAgain({ incidentId, step }: { incidentId: string; step: Step }) {
  const queryClient = useQueryClient();
  const again = useMutation({
    mutationFn: () => runStep(incidentId, step.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [INCIDENTS] }),
  });
  return (
    <div className="row">
      <Button busy={again.isPending} busyText="Trying" onClick={() => again.mutate()}>
        Try it again
      </Button>
      {again.isError ? <span role="alert">{sentenceFor(again.error)}</span> : null}
    </div>
  );
}
