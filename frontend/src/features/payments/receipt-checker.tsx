import { useState, type DragEvent } from "react";
import { Failure } from "@/components/failure";
import { Loading } from "@/components/loading";
import { CheckResult } from "./receipt-check";
import { check as text } from "./receipt-words";
import { useReceiptCheck } from "./use-receipt-check";

/** Takes any receipt file, by choosing or dropping it. */
export function ReceiptChecker() {
  const { check, choosePolicy, verdict, checking, policyWrong, policyName, published } = useReceiptCheck();
  const [over, setOver] = useState(false);

  async function take(files: FileList | null) {
    const file = files?.[0];
    if (file) await check(new Uint8Array(await file.arrayBuffer()));
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  }

  if (published.isError && policyName === null) {
    return <Failure error={published.error} what="the log's public key" onRetry={() => void published.refetch()} />;
  }
  return (
    <>
      {/* The file input inside does the same by keyboard; dropping is a shortcut for the mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="drop stack-tight"
        data-over={over ? "" : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor="receipt-file">
          <strong>{text.drop}</strong>
        </label>
        <p className="small quiet" id="receipt-file-hint">
          {text.dropHint}
        </p>
        <input
          id="receipt-file"
          type="file"
          accept=".json,application/json"
          aria-describedby="receipt-file-hint"
          onChange={(event) => {
            void take(event.target.files);
            event.target.value = "";
          }}
        />
      </div>
      {checking ? <Loading label={text.checking} lines={2} /> : null}
      {verdict && !checking ? <CheckResult verdict={verdict} policyName={policyName} /> : null}
      <details>
        <summary>{text.policy}</summary>
        <div className="drop stack-tight">
          <label htmlFor="policy-file">{text.policyHint}</label>
          <input
            id="policy-file"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void choosePolicy(file);
            }}
          />
          <p role="status">{policyWrong ? text.policyWrong : policyName === null ? "" : text.policyUsed(policyName)}</p>
        </div>
      </details>
    </>
  );
}
