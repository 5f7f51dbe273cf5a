import { Status } from "@/components/mark";
import type { ApiKey } from "./api";

export function KeyState({ state }: { state: ApiKey["state"] }) {
  if (state === "live") return <Status shape="check" tone="good">Live</Status>;
  return <Status shape="cross" tone="bad">{state === "revoked" ? "Revoked" : "Expired"}</Status>;
}
