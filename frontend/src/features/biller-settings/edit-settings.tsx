import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemCode } from "@/api/problem";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { changeSettings, fetchSettings, settingsQuery } from "./api";
import { Conflict } from "./conflict";
import { SettingsForm } from "./settings-form";
import { changedSections, sectionName, type BillerSettings, type Section, type WritableSettings } from "./settings";

type Outcome = { kind: "saved"; sections: readonly Section[] } | { kind: "nothing" } | null;

/** Loads, edits and saves; when someone else was faster, shows whose is what and lets the reader choose. */
export function EditSettings({ billerId }: { billerId: string }) {
  const settings = useQuery(settingsQuery(billerId));
  if (settings.isPending) return <Loading label="Loading the settings" lines={10} />;
  if (settings.isError && !settings.data) return <Failure error={settings.error} what="the settings" onRetry={() => void settings.refetch()} />;
  return <Editor billerId={billerId} loaded={settings.data} />;
}

function Editor({ billerId, loaded }: { billerId: string; loaded: BillerSettings }) {
  const queryClient = useQueryClient();
  const [base, setBase] = useState(loaded);
  const [formKey, setFormKey] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [conflict, setConflict] = useState<{ theirs: BillerSettings; mine: WritableSettings; sections: readonly Section[] } | null>(null);

  function take(saved: BillerSettings) {
    setBase(saved);
    queryClient.setQueryData(settingsQuery(billerId).queryKey, saved);
  }

  async function save(values: WritableSettings) {
    const sections = changedSections(base, values);
    setConflict(null);
    setOutcome(null);
    if (sections.length === 0) return setOutcome({ kind: "nothing" });
    try {
      take(await changeSettings(billerId, base.version, values, sections));
      setOutcome({ kind: "saved", sections });
    } catch (error) {
      if (problemCode(error) !== "biller_changed") throw error;
      setConflict({ theirs: await fetchSettings(billerId), mine: values, sections });
    }
  }

  async function saveOver() {
    if (!conflict) return;
    take(await changeSettings(billerId, conflict.theirs.version, conflict.mine, conflict.sections));
    setOutcome({ kind: "saved", sections: conflict.sections });
    setConflict(null);
  }

  function loadTheirs() {
    if (!conflict) return;
    take(conflict.theirs);
    setConflict(null);
    setFormKey((key) => key + 1);
  }

  return (
    <SettingsForm
      key={formKey}
      initial={base}
      onSave={save}
      saveText="Save the settings"
      busyText="Saving"
      outcome={
        <>
          {conflict ? <Conflict before={base} theirs={conflict.theirs} mine={conflict.mine} sections={conflict.sections} onLoad={loadTheirs} onSaveOver={saveOver} /> : null}
          <div role="status">
            {outcome?.kind === "saved" ? (
              <Notice tone="good" title="Saved">
                <p>Changed: {outcome.sections.map(sectionName).join(", ")}. New payments follow it at once; quotes already given stay as they are.</p>
              </Notice>
            ) : null}
            {outcome?.kind === "nothing" ? <p>Nothing has changed, so there was nothing to save.</p> : null}
          </div>
        </>
      }
    />
  );
}
