import type { ReactNode } from "react";
import { Notice } from "@/components/notice";

/** What was just done, told to screen readers too. */
export function SaidLine({ said, more }: { said: string | null; more?: ReactNode }) {
  return (
    <div role="status">
      {said === null ? null : (
        <Notice tone="good">
          <p>
            {said} {more}
          </p>
        </Notice>
      )}
    </div>
  );
}
