import { useId, useState, type DragEvent } from "react";
import { bytesInWords } from "./bill-file";
import "./bill-files.css";

/** A native file input that also takes a dropped file. The whole box is the drop target, never the only way. */
export function FileDrop({ file, error, onFile }: { file: File | null; error?: string | undefined; onFile: (file: File | null) => void }) {
  const id = useId();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  }

  return (
    // Dropping is an extra for the mouse; the input inside does the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="file-drop field"
      data-over={over ? "" : undefined}
      data-invalid={error === undefined ? undefined : ""}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>Bill file</label>
      <p className="field-hint" id={`${id}-hint`}>
        A CSV file with one bill a row and headings in the first row. Choose it here or drop it on this box.
      </p>
      {error === undefined ? null : (
        <p className="field-error" id={`${id}-error`}>
          <span>Error:</span> {error}
        </p>
      )}
      <input
        id={id}
        name="file"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={error === undefined ? undefined : true}
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      <p role="status">{file ? `${file.name}, ${bytesInWords(file.size)}` : ""}</p>
    </div>
  );
}
