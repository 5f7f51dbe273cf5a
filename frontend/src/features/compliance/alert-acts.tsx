import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Button } from "@/components/button";
import { sentenceFor } from "@/components/failure";
import { Choice } from "@/components/field";
import { Notice } from "@/components/notice";
import { dismissAlert, refuseTransfer, releaseTransfer, takeAlert, type AlertDetail } from "./api";
import { ActForm } from "./act-form";
import { hitsOf } from "./evidence";
import { KeysLine } from "./keys-line";
import { useKeys, useKeysWanted } from "./use-keys";

const NOT_LISTED_DAYS = 180;
type Open = "release" | "refuse" | "dismiss" | null;

/** What an officer may do about an alert. With money held it is the money that is decided. */
export function AlertActs({ detail, mayWork, mayDecide, onDone }: { detail: AlertDetail; mayWork: boolean; mayDecide: boolean; onDone: (words: string) => void }) {
  const [open, setOpen] = useState<Open>(null);
  const [keys, setKeys] = useKeysWanted();
  const { alert, transfer } = detail;
  const isOpen = alert.state === "open";
  const held = transfer?.state === "held" ? transfer.transfer_id : null;
  const take = useMutation({ mutationFn: () => takeAlert(alert.id), onSuccess: () => onDone("It is in its party’s case, and the case is yours.") });
  const acts = useMemo(() => {
    const show = (form: Open) => () => {
      setOpen(form);
      // Once the form is there.
      requestAnimationFrame(() => document.querySelector<HTMLElement>("#what-to-do textarea")?.focus());
    };
    return { ...(held && mayDecide ? { r: show("release"), x: show("refuse") } : {}), ...(isOpen && !held && mayWork ? { d: show("dismiss") } : {}) };
  }, [held, isOpen, mayDecide, mayWork]);
  useKeys(acts, keys);
  if ((!isOpen && held === null) || (!mayWork && !mayDecide)) return null;
  const named = alert.code === "sanctions";
  const keyLines = [...(named && hitsOf(alert.evidence).length > 1 ? ([["h", "next listed party"]] as const) : []), ...(held && mayDecide ? ([["r", "release"], ["x", "refuse"]] as const) : []), ...(isOpen && !held && mayWork ? ([["d", "dismiss"]] as const) : [])];
  return (
    <section className="panel stack" aria-label="Decide" id="what-to-do">
      <h2>What to do</h2>
      {take.isError ? (
        <Notice tone="bad" live>
          <p>{sentenceFor(take.error)}</p>
        </Notice>
      ) : null}
      <div className="row">
        {held && mayDecide ? (
          <>
            <Button kind="primary" aria-expanded={open === "release"} onClick={() => setOpen("release")}>
              Release the money
            </Button>
            <Button kind="danger" aria-expanded={open === "refuse"} onClick={() => setOpen("refuse")}>
              Refuse it
            </Button>
          </>
        ) : null}
        {isOpen && !held && mayWork ? (
          <Button aria-expanded={open === "dismiss"} onClick={() => setOpen("dismiss")}>
            Dismiss
          </Button>
        ) : null}
        {isOpen && mayWork ? (
          <Button busy={take.isPending} busyText="Taking it" onClick={() => take.mutate()}>
            Investigate in a case
          </Button>
        ) : null}
      </div>
      {open === "release" && held ? (
        <ActForm
          label="Release the money"
          hint="An examiner reads this years later: what shows that it is fine?"
          button="Release"
          busyText="Releasing"
          submit={async (reason, fields) => {
            await releaseTransfer(held, reason, fields.has("not_listed") ? NOT_LISTED_DAYS : null);
            setOpen(null);
            onDone("Released. The payment goes on.");
          }}
        >
          {named ? <Choice name="not_listed" label={`They are none of the listed parties: do not hold them for these again, for ${NOT_LISTED_DAYS} days`} /> : null}
        </ActForm>
      ) : null}
      {open === "refuse" && held ? (
        <ActForm
          label="Refuse the money"
          hint="The payer is told that the payment could not be made, and nothing of this."
          button="Refuse"
          busyText="Refusing"
          kind="danger"
          submit={async (reason) => {
            await refuseTransfer(held, reason);
            setOpen(null);
            onDone("Refused. Nothing is charged, and the case is being investigated.");
          }}
        />
      ) : null}
      {open === "dismiss" && isOpen ? (
        <ActForm
          label="Dismiss the alert"
          button="Dismiss it"
          busyText="Dismissing"
          submit={async (reason) => {
            await dismissAlert(alert.id, reason);
            setOpen(null);
            onDone("Dismissed.");
          }}
        />
      ) : null}
      {keyLines.length > 0 ? <KeysLine wanted={keys} onChange={setKeys} keys={keyLines} /> : null}
    </section>
  );
}
