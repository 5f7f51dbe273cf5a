import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { valueInWords } from "./section-words";
import { changedSections, sectionName, type BillerSettings, type Section, type WritableSettings } from "./settings";

interface ConflictProps {
  before: BillerSettings;
  theirs: BillerSettings;
  mine: WritableSettings;
  sections: readonly Section[];
  onLoad: () => void;
  onSaveOver: () => Promise<void>;
}

/** "Someone else changed this": what they changed, what you changed, and the two ways on. */
export function Conflict({ before, theirs, mine, sections, onLoad, onSaveOver }: ConflictProps) {
  const box = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => box.current?.focus(), []);

  const changedByThem = changedSections(before, theirs);
  const rows = [...new Set([...changedByThem, ...sections])];
  const both = sections.filter((section) => changedByThem.includes(section));

  async function saveOver() {
    setBusy(true);
    setFailure(null);
    try {
      await onSaveOver();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  }

  return (
    <div ref={box} tabIndex={-1} role="group" aria-label="Someone else changed the settings">
      <Notice tone="warn" title="Someone else changed the settings while you were here">
        <p>{both.length === 0 ? "You changed different things, so both can stay." : `You both changed: ${both.map(sectionName).join(", ")}.`} Nothing of yours is saved yet.</p>
        <DataTable
          caption="What changed"
          captionHidden
          columns={[
            { name: "Setting", names: true, cell: sectionName },
            { name: "Before", cell: (section) => valueInWords(section, before) },
            { name: "Theirs, saved now", cell: (section) => (changedByThem.includes(section) ? valueInWords(section, theirs) : "as before") },
            { name: "Yours", cell: (section) => (sections.includes(section) ? valueInWords(section, mine) : "as before") },
          ]}
          rows={rows}
          rowKey={(section) => section}
        />
        {failure ? <p className="field-error">{sentenceFor(failure)}</p> : null}
        <div className="row">
          <Button kind="primary" busy={busy} busyText="Saving" onClick={() => void saveOver()}>
            {both.length === 0 ? "Keep theirs and save mine" : "Save mine over theirs"}
          </Button>
          <Button onClick={onLoad}>Give up mine and load theirs</Button>
        </div>
      </Notice>
    </div>
  );
}
