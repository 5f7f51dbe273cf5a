import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { DataTable } from "@/components/data-table";
import { Failure, sentenceFor } from "@/components/failure";
import { Loading } from "@/components/loading";
import { Notice } from "@/components/notice";
import { Facts } from "@/components/panel";
import { When } from "@/components/when";
import { endSession, signInQuery, type SignIn } from "./api";

type Device = SignIn["devices"][number];

/** Where a person is signed in, and what they show besides their password. */
export function PersonSignIn({ userId, mayEnd }: { userId: string; mayEnd: boolean }) {
  const queryClient = useQueryClient();
  const signIn = useQuery(signInQuery(userId));
  const end = useMutation({
    mutationFn: (device: Device) => endSession(userId, device.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["users", "sign-in", userId] }),
  });
  if (signIn.isPending) return <Loading label="Loading devices and second factors" lines={3} />;
  if (signIn.isError) return <Failure error={signIn.error} what="devices and second factors" onRetry={() => void signIn.refetch()} />;
  const { devices, second_factors: factors } = signIn.data;
  return (
    <>
      <Facts facts={factorFacts(factors)} />
      <div role="status">
        {end.isSuccess ? (
          <Notice tone="good">
            <p>{end.variables.device} is signed out.</p>
          </Notice>
        ) : null}
        {end.isError ? (
          <Notice tone="bad">
            <p>{sentenceFor(end.error)}</p>
          </Notice>
        ) : null}
      </div>
      {devices.length === 0 ? (
        <p className="quiet">Signed in nowhere.</p>
      ) : (
        <DataTable
          caption="Devices"
          columns={[
            { name: "Device", names: true, cell: (device) => device.device },
            { name: "Network", cell: (device) => device.near },
            { name: "Signed in", cell: (device) => <When at={device.signed_in_at} /> },
            { name: "Last used", cell: (device) => <When at={device.last_seen_at} /> },
            ...(mayEnd
              ? [
                  {
                    name: "Sign out",
                    cell: (device: Device) => (
                      <Button
                        kind="plain"
                        aria-label={`Sign out ${device.device}, network ${device.near}`}
                        busy={end.isPending && end.variables.id === device.id}
                        onClick={() => end.mutate(device)}
                      >
                        Sign out
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
          rows={devices}
          rowKey={(device) => device.id}
        />
      )}
    </>
  );
}

function factorFacts(factors: SignIn["second_factors"]): [string, React.ReactNode][] {
  const none = factors.needed ? "None yet. They reach nothing until they have one." : "None";
  const app = factors.authenticator_since;
  const names = factors.passkeys.map((passkey) => passkey.name).join(", ");
  if (app === null && names === "") return [["Second factor", none]];
  return [
    ["Authenticator app", app === null ? "None" : <When key="app" at={app} />],
    ["Passkeys", names === "" ? "None" : names],
    ["Recovery codes left", factors.recovery_codes_left],
  ];
}
