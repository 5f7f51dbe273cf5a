import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "@/api/session";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Status } from "@/components/mark";
import { Notice } from "@/components/notice";
import { When } from "@/components/when";
import { devicesQuery, endOtherSessions, endSession, type Device } from "./account-api";
import { words } from "./account-words";
import "./devices.css";

/** The places a person is signed in, each with its end. */
export function DeviceList() {
  const queryClient = useQueryClient();
  const devices = useQuery(devicesQuery);
  const [asked, setAsked] = useState<Device | "others" | null>(null);
  const end = useMutation({
    mutationFn: async (what: Device | "others") => {
      if (what === "others") queryClient.setQueryData(sessionQuery.queryKey, await endOtherSessions());
      else await endSession(what.id);
    },
    onSettled: () => {
      setAsked(null);
      return queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
  if (devices.isPending) return <Loading label={words.devices} lines={3} />;
  if (devices.isError) return <Failure error={devices.error} what={words.devicesWhat} onRetry={() => void devices.refetch()} />;
  const rows = devices.data.data;
  return (
    <>
      <div role="status">
        {end.isSuccess ? (
          <Notice tone="good">
            <p>{end.variables === "others" ? words.othersOut : words.signedOutThere(end.variables.device)}</p>
          </Notice>
        ) : null}
        {end.isError ? (
          <Notice tone="bad">
            <p>{sentenceFor(end.error)}</p>
          </Notice>
        ) : null}
      </div>
      <ul className="devices">
        {rows.map((one) => (
          <li key={one.id}>
            <div className="stack-tight">
              <strong>{one.device}</strong>
              <span className="small quiet">
                Network {one.near}. Signed in <When at={one.signed_in_at} />, last used <When at={one.last_seen_at} />.
              </span>
            </div>
            {one.is_this ? (
              <Status shape="check" tone="good">
                {words.thisDevice}
              </Status>
            ) : (
              <Button kind="plain" aria-label={words.signOutThereLong(one.device, one.near)} onClick={() => setAsked(one)}>
                {words.signOutThere}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > 1 ? (
        <div>
          <Button onClick={() => setAsked("others")}>{words.signOutOthers}</Button>
        </div>
      ) : (
        <p className="quiet">{words.noOthers}</p>
      )}
      <ConfirmDialog
        open={asked !== null}
        title={asked === null ? "" : asked === "others" ? words.askOthers : words.ask(asked.device)}
        confirmText={words.signOutThere}
        cancelText={words.keep}
        busy={end.isPending}
        onConfirm={() => asked !== null && end.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>{asked === "others" ? words.askOthersDetail : words.askDetail}</p>
      </ConfirmDialog>
    </>
  );
}
