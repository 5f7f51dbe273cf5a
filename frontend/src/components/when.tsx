import { createContext, useContext, type ReactNode } from "react";
import { formatDateTime } from "@/lib/dates";

const Zone = createContext<string | undefined>(undefined);

/** Moments inside are shown in this zone: a biller's desk has the biller's days, wherever its people sit. */
export function ShownIn({ zone, children }: { zone: string | undefined; children: ReactNode }) {
  return <Zone value={zone}>{children}</Zone>;
}

/** A moment with its zone named; in the reader's own zone where no other one is set. */
export function When({ at, exact = false, className }: { at: string; exact?: boolean; className?: string }) {
  const zone = useContext(Zone);
  return (
    <time dateTime={at} className={className}>
      {exact ? formatExact(at, zone) : formatDateTime(at, undefined, zone)}
    </time>
  );
}

/** Day, time to the millisecond and zone: in a payment's story several things happen within one second. */
function formatExact(instant: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(undefined, {
    month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short", timeZone,
  }).format(new Date(instant));
}
