import { Status } from "@/components/mark";
import type { BillFile } from "./bill-file";

export function FileStatus({ file }: { file: Pick<BillFile, "status" | "rejected"> }) {
  if (file.status === "received") return <Status shape="ring">Waiting</Status>;
  if (file.status === "running") return <Status shape="half">Being read</Status>;
  if (file.status === "failed") return <Status shape="cross" tone="bad">Failed</Status>;
  if (file.rejected > 0) return <Status shape="triangle" tone="warn">Done, some rows wrong</Status>;
  return <Status shape="check" tone="good">Done</Status>;
}
