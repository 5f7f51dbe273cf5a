import { Status } from "@/components/mark";
import type { Said } from "./words";

/** A state as shape and word. */
export function SaidStatus({ said }: { said: Said }) {
  return (
    <Status shape={said.shape} tone={said.tone}>
      {said.words}
    </Status>
  );
}
