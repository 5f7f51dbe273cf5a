import type { Kept } from "./api";

/** What outlives an erasure, with the reason and for how long. */
export function KeptList({ kept }: { kept: readonly Kept[] }) {
  return (
    <>
      <p>This stays, because it must:</p>
      <ul>
        {kept.map((one) => (
          <li key={one.what}>
            {one.what}. Why: {one.why}. How long: {one.how_long}.
          </li>
        ))}
      </ul>
    </>
  );
}
