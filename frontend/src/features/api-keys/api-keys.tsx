import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CopyText } from "@/components/copy-text";
import { DataTable } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { apiKeysQuery, revokeApiKey, type ApiKey, type ShownOnce } from "./api";
import { KeyState } from "./key-state";
import { NewKeyForm } from "./new-key-form";
import { scopeWords } from "./scope-words";

/** A biller's keys: the list, a new one, which is shown once, and the end of one. */
export function ApiKeys({ billerId }: { billerId: string }) {
  const queryClient = useQueryClient();
  const [made, setMade] = useState<ShownOnce | null>(null);
  function onMade(shown: ShownOnce) {
    setMade(shown);
    void queryClient.invalidateQueries({ queryKey: ["api-keys", billerId] });
  }
  return (
    <>
      {made === null ? null : (
        <Notice tone="good" title="Copy the key now" live>
          <p>It is shown this once. Keep it where your program keeps its secrets, and send it as “Authorization: Bearer”.</p>
          <p>
            <CopyText text={made.key} what="the key" />
          </p>
        </Notice>
      )}
      <KeyTable billerId={billerId} onRevoked={(key) => setMade((shown) => (shown?.details.id === key.id ? null : shown))} />
      <section className="stack" aria-labelledby="new-key">
        <h2 id="new-key">Make a key</h2>
        {/* A new form for the next key. */}
        <NewKeyForm key={made?.details.id ?? ""} billerId={billerId} onMade={onMade} />
      </section>
    </>
  );
}

function KeyTable({ billerId, onRevoked }: { billerId: string; onRevoked: (key: ApiKey) => void }) {
  const queryClient = useQueryClient();
  const keys = useQuery(apiKeysQuery(billerId));
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => revokeApiKey(billerId, key.id),
    onSuccess: (_, key) => onRevoked(key),
    onSettled: () => {
      setAsked(null);
      return queryClient.invalidateQueries({ queryKey: ["api-keys", billerId] });
    },
  });
  if (keys.isPending) return <Loading label="Loading the API keys" lines={4} />;
  if (keys.isError && !keys.data) return <Failure error={keys.error} what="the API keys" onRetry={() => void keys.refetch()} />;
  const rows = keys.data.data;
  return (
    <>
      <div role="status">
        {revoke.isSuccess ? <Notice tone="good"><p>“{revoke.variables.name}” is revoked.</p></Notice> : null}
        {revoke.isError ? <Notice tone="bad"><p>{sentenceFor(revoke.error)}</p></Notice> : null}
      </div>
      {rows.length === 0 ? (
        <p>There are no API keys yet.</p>
      ) : (
        <DataTable
          caption="API keys"
          captionHidden
          columns={[
            { name: "Name", names: true, cell: (key) => <KeyName apiKey={key} /> },
            { name: "State", cell: (key) => <KeyState state={key.state} /> },
            { name: "May", cell: (key) => key.scope.map(scopeWords).join(", ") },
            { name: "Last used", cell: (key) => (key.last_used_at ? <When at={key.last_used_at} /> : "Never") },
            { name: "Ends", cell: (key) => <When at={key.expires_at} /> },
            { name: "End it", cell: (key) => (key.state === "live" ? <Button kind="plain" aria-label={`Revoke ${key.name}`} onClick={() => setAsked(key)}>Revoke</Button> : null) },
          ]}
          rows={rows}
          rowKey={(key) => key.id}
        />
      )}
      <ConfirmDialog
        open={asked !== null}
        title={asked ? `Revoke “${asked.name}”?` : ""}
        confirmText="Revoke"
        cancelText="Keep it"
        busy={revoke.isPending}
        onConfirm={() => asked && revoke.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>The program that uses it is refused from now on. This cannot be undone.</p>
      </ConfirmDialog>
    </>
  );
}

function KeyName({ apiKey }: { apiKey: ApiKey }) {
  return (
    <>
      {apiKey.name}
      <br />
      <code className="small quiet">{apiKey.id}…</code>
    </>
  );
}
