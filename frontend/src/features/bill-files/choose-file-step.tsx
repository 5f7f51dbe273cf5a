import { useState, type FormEvent } from "react";
import { Button } from "@/components/button";
import { ErrorSummary, type FormErrors } from "@/components/error-summary";
import { sentenceFor } from "@/components/failure";
import { Choice, ChoiceGroup } from "@/components/field";
import { Notice } from "@/components/notice";
import { Panel } from "@/components/panel";
import { previewBillFile } from "./api";
import type { Preview, UploadMode } from "./bill-file";
import { FileDrop } from "./file-drop";

interface ChooseFileStepProps {
  billerId: string;
  file: File | null;
  mode: UploadMode;
  onFile: (file: File | null) => void;
  onMode: (mode: UploadMode) => void;
  onPreview: (preview: Preview) => void;
}

/** Step 1: which file, and what it is to do with the bills that are already here. */
export function ChooseFileStep({ billerId, file, mode, onFile, onMode, onPreview }: ChooseFileStepProps) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  function refuse(sentence: string) {
    setErrors({ file: sentence });
    setAttempt((count) => count + 1);
  }

  async function look(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!file) return refuse("Choose the bill file.");
    if (file.size === 0) return refuse("This file is empty. Choose the file with your bills.");
    setBusy(true);
    try {
      const preview = await previewBillFile(billerId, file);
      setErrors({});
      onPreview(preview);
    } catch (error) {
      refuse(sentenceFor(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void look(event)}>
      <ErrorSummary errors={errors} attempt={attempt} />
      <FileDrop file={file} error={errors["file"]} onFile={onFile} />
      <Panel>
        <ChoiceGroup legend="What should the file do?">
          <Choice
            kind="radio"
            name="mode"
            value="update"
            checked={mode === "update"}
            onChange={() => onMode("update")}
            label="Add and change bills"
            hint="New bills are added and changed ones updated. Bills that are not in the file stay as they are."
          />
          <Choice
            kind="radio"
            name="mode"
            value="replace"
            checked={mode === "replace"}
            onChange={() => onMode("replace")}
            label="Replace all open bills"
            hint="For a file with every open bill you have. Open bills that are not in it are withdrawn: payers no longer see them and cannot pay them."
          />
        </ChoiceGroup>
        {mode === "replace" ? (
          <Notice tone="warn" title="Bills missing from the file will be withdrawn" live>
            <p>Choose this only if the file is complete. A bill that is being paid right now is never withdrawn; the report says how many were kept for that reason.</p>
          </Notice>
        ) : null}
      </Panel>
      <div>
        <Button type="submit" kind="primary" busy={busy} busyText="Reading the first rows">
          Look at the columns
        </Button>
      </div>
    </form>
  );
}
