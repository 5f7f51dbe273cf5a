import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { sentenceFor } from "@/components/failure";
import { Notice } from "@/components/notice";
import { sendBillFile } from "./api";
import { bytesInWords, type BillFile, type Mapping, type Preview, type UploadMode } from "./bill-file";
import { ChooseFileStep } from "./choose-file-step";
import { MatchColumnsStep } from "./match-columns-step";

type Sending = { sent: number; total: number };

/** From a file on this computer to one that is being read: choose, match the columns, send. */
export function Upload({ billerId, onUploaded }: { billerId: string; onUploaded: (file: BillFile) => void }) {
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<UploadMode>("update");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [mapping, setMapping] = useState<Mapping>({});
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  function showColumns(found: Preview) {
    setMapping(found.mapping);
    setPreview(found);
    setFailure(null);
  }

  async function send() {
    if (!file || !preview || sending) return;
    setAsking(false);
    setFailure(null);
    setSending({ sent: 0, total: file.size });
    stop.current = new AbortController();
    try {
      const uploaded = await sendBillFile(billerId, file, mode, mapping, (sent, total) => setSending({ sent, total }), stop.current.signal);
      void queryClient.invalidateQueries({ queryKey: ["bill-files", billerId] });
      onUploaded(uploaded);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) setFailure(error);
    } finally {
      setSending(null);
    }
  }

  if (sending && file) return <SendingFile file={file} sending={sending} onStop={() => stop.current?.abort()} />;
  if (!preview || !file) {
    return <ChooseFileStep billerId={billerId} file={file} mode={mode} onFile={setFile} onMode={setMode} onPreview={showColumns} />;
  }
  const verb = mode === "replace" ? "Send and replace all open bills" : "Send the file";
  return (
    <div className="stack">
      <p>
        <strong>{file.name}</strong>, {bytesInWords(file.size)}.{" "}
        {mode === "replace" ? "It replaces all open bills." : "It adds and changes bills."}
      </p>
      {failure ? (
        <Notice tone="bad" title="The file was not taken" live>
          <p>{sentenceFor(failure)}</p>
        </Notice>
      ) : null}
      <MatchColumnsStep
        preview={preview}
        mapping={mapping}
        onMapping={setMapping}
        onBack={() => setPreview(null)}
        onNext={() => (mode === "replace" ? setAsking(true) : void send())}
        nextText={verb}
      />
      <ConfirmDialog
        open={asking}
        title="Replace all open bills?"
        confirmText="Replace all open bills"
        cancelText="Go back"
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <p>Every open bill that is not in {file.name} will be withdrawn. Payers will not see it and cannot pay it.</p>
        <p>Sending a file with the bill in it brings it back.</p>
      </ConfirmDialog>
    </div>
  );
}

function SendingFile({ file, sending, onStop }: { file: File; sending: Sending; onStop: () => void }) {
  return (
    <div className="stack">
      <p id="sending">
        Sending {file.name}: {bytesInWords(sending.sent)} of {bytesInWords(sending.total)}. Keep this page open until it is sent.
      </p>
      <progress className="file-progress" aria-labelledby="sending" max={Math.max(1, sending.total)} value={sending.sent} />
      <div>
        <Button onClick={onStop}>Stop sending</Button>
      </div>
    </div>
  );
}
